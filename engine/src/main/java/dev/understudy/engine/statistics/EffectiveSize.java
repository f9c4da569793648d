package dev.understudy.engine.statistics;

/**
 * How many equally weighted events would be as telling as the weighted ones that were added: (Σw)² / Σw² (Kish 1965).
 * With equal weights it is their number.
 */
final class EffectiveSize {
    /** What rounding may leave of a second event whose weight vanishes beside the first. */
    private static final double ROUNDING = 1e-9;

    private final CompensatedSum weights = new CompensatedSum();
    private final CompensatedSum squares = new CompensatedSum();

    /** Adds an event; those of weight 0 count for nothing. */
    void add(double weight) {
        weights.add(weight);
        squares.add(weight * weight);
    }

    double weight() {
        return weights.value();
    }

    double value() {
        double total = weights.value();
        return total > 0 ? total * total / squares.value() : 0;
    }

    /** Whether there is more than one event, so that something varies. */
    boolean isPlural() {
        return value() > 1 + ROUNDING;
    }

    /** √(n/(n-1)): what an influence value is multiplied by so that the sum of squares is the unbiased variance. */
    double smallSampleFactor() {
        double n = value();
        return Math.sqrt(n / (n - 1));
    }
}
