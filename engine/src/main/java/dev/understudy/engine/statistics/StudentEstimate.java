package dev.understudy.engine.statistics;

/**
 * An estimate whose error follows Student's t: its interval at any confidence, and its one-sided p-values.
 *
 * @param value what was estimated
 * @param standardError of it, at least 0, in the same unit
 * @param degreesOfFreedom of the standard error; above 0 where that is not 0
 */
public record StudentEstimate(double value, double standardError, double degreesOfFreedom) {
    public StudentEstimate {
        if (!(Double.isFinite(value) && standardError >= 0 && standardError < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "an estimate and its error are finite, and not " + value + " with " + standardError);
        }
        if (standardError > 0 && !(degreesOfFreedom > 0)) {
            throw new IllegalArgumentException("degrees of freedom are above 0, and not " + degreesOfFreedom);
        }
    }

    /**
     * Half the length of the two-sided interval.
     *
     * @param confidence in (0, 1)
     */
    public double reach(double confidence) {
        return new StudentT(degreesOfFreedom).reach(standardError, confidence);
    }

    /** The square of the standard error. */
    double variance() {
        return standardError * standardError;
    }

    /** One-sided p-value of the claim that the true value is above a bound. */
    public double pValueAbove(double bound) {
        return new StudentT(degreesOfFreedom).upperTail(value - bound, standardError);
    }

    /** One-sided p-value of the claim that the true value is below a bound. */
    public double pValueBelow(double bound) {
        return new StudentT(degreesOfFreedom).upperTail(bound - value, standardError);
    }

    /** The same estimate with its sign turned. */
    public StudentEstimate negated() {
        return new StudentEstimate(-value, standardError, degreesOfFreedom);
    }

    /**
     * The same estimate from so many times the events, all of them like these: the variance falls as one over their
     * number, and the degrees of freedom grow with it.
     *
     * @param factor above 0
     */
    public StudentEstimate fromTimes(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a factor is above 0, and not " + factor);
        }
        return new StudentEstimate(value, standardError / Math.sqrt(factor), degreesOfFreedom * factor);
    }
}
