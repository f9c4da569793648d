package dev.understudy.engine.traffic;

/**
 * How much of the log is, or would be, deleted.
 *
 * @param events events
 * @param predictions their predictions
 * @param outcomes their outcomes, revisions counted, and those that never had an event
 * @param failures failed predictions
 */
public record PrunedTraffic(long events, long predictions, long outcomes, long failures) {
    /** Nothing. */
    public static final PrunedTraffic NOTHING = new PrunedTraffic(0, 0, 0, 0);

    /** Both together. */
    public PrunedTraffic plus(PrunedTraffic other) {
        return new PrunedTraffic(
                events + other.events,
                predictions + other.predictions,
                outcomes + other.outcomes,
                failures + other.failures);
    }

    /** Whether there is nothing. */
    public boolean isNothing() {
        return equals(NOTHING);
    }
}
