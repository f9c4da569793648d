package dev.understudy.engine.statistics;

/**
 * What a wrong decision costs, per event; right decisions cost nothing.
 *
 * @param falsePositive the cost where the decision is positive and the outcome is not, in the task's unit
 * @param falseNegative the cost where the outcome is positive and the decision is not, in the task's unit
 */
public record DecisionCosts(double falsePositive, double falseNegative) {
    public DecisionCosts {
        check("false positive", falsePositive);
        check("false negative", falseNegative);
    }

    private static void check(String name, double cost) {
        if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the cost of a " + name + " is a finite number of at least 0, and not " + cost);
        }
    }

    /** The cost of one decision, both arguments 0 or 1. */
    double of(double outcome, int label) {
        if (label == 1) {
            return outcome == 1 ? 0 : falsePositive;
        }
        return outcome == 1 ? falseNegative : 0;
    }
}
