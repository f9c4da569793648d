package dev.understudy.engine.statistics;

/**
 * Where a difference is expected to come out when it is measured again, on other events: the first estimate with the error
 * of both. A confidence interval is for the true difference; a second estimate has an error of its own, so that it lies
 * outside of the first one's confidence interval far more often. Student's t has the degrees of freedom of Welch (1947) and
 * Satterthwaite (1946).
 *
 * @param predicted the first estimate, in the metric's unit
 * @param standardError of predicted − realised
 * @param degreesOfFreedom of that error; 0 only with an error of 0
 * @param confidence of the two-sided interval, in (0, 1)
 * @param lower the lower end of the interval
 * @param upper the upper end
 */
public record PredictionInterval(
        double predicted,
        double standardError,
        double degreesOfFreedom,
        double confidence,
        double lower,
        double upper) {
    public PredictionInterval {
        StudentT.checkConfidence(confidence);
        if (!(lower <= predicted && predicted <= upper && standardError >= 0)) {
            throw new IllegalArgumentException("the interval holds what is predicted, and not [" + lower + ", " + upper
                    + "] the value " + predicted + " with the standard error " + standardError);
        }
    }

    /**
     * The interval for an estimate that is measured again.
     *
     * @param predicted the first one
     * @param realised the second one, of which the error alone is used
     * @param confidence of the two-sided interval, in (0, 1)
     */
    public static PredictionInterval of(StudentEstimate predicted, StudentEstimate realised, double confidence) {
        double variance = predicted.variance() + realised.variance();
        double standardError = Math.sqrt(variance);
        double degrees = variance == 0 ? 0 : variance * variance / (welchTerm(predicted) + welchTerm(realised));
        double reach = new StudentT(degrees).reach(standardError, confidence);
        return new PredictionInterval(
                predicted.value(),
                standardError,
                degrees,
                confidence,
                predicted.value() - reach,
                predicted.value() + reach);
    }

    private static double welchTerm(StudentEstimate estimate) {
        return estimate.standardError() == 0
                ? 0
                : estimate.variance() * estimate.variance() / estimate.degreesOfFreedom();
    }

    /** Whether what was realised lies within. */
    public boolean covers(double realised) {
        return lower <= realised && realised <= upper;
    }
}
