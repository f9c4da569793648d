package dev.understudy.engine.statistics;

/** A metric of one model with its influence values, or why there is none. */
sealed interface ModelInfluence {

    /** A metric that has a value: it, and one contribution per event in an array that the receiver may change. */
    final class Defined implements ModelInfluence {
        private final double value;
        private final double[] contributions;

        Defined(double value, double[] contributions) {
            this.value = value;
            this.contributions = contributions;
        }

        double value() {
            return value;
        }

        double[] contributions() {
            return contributions;
        }
    }

    /**
     * A metric that has no value.
     *
     * @param reason why
     */
    record Undefined(UndeterminedReason reason) implements ModelInfluence {}
}
