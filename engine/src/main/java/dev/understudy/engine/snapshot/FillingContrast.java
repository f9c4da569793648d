package dev.understudy.engine.snapshot;

/**
 * How often a feature is missing among the events whose outcome was pending at the as-of, and among as many of the latest
 * ones whose outcome had matured. Events of like age should be filled alike; a column that is written when the outcome
 * comes is not.
 *
 * @param feature its name
 * @param missingMatured share of the latest matured events where it is missing
 * @param missingPending share of the pending events where it is missing
 * @param matured how many matured events were looked at
 * @param pending how many pending ones
 */
public record FillingContrast(
        String feature, double missingMatured, double missingPending, long matured, long pending) {
    private static final long LEAST = 30;

    /** How much more often it is missing while the outcome is pending, in shares; negative where it is less often. */
    public double difference() {
        return missingPending - missingMatured;
    }

    /** Whether there are enough events on both sides to tell. */
    public boolean isTold() {
        return matured >= LEAST && pending >= LEAST;
    }
}
