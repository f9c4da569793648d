package dev.understudy.engine.statistics;

/** How small a difference a comparison can show. */
public final class Power {
    /** The usual chance of showing what is there. */
    public static final double USUAL = 0.8;

    /** How sure it is that the error of the window to come is not larger than it is taken to be. */
    private static final double ASSURANCE = 0.9;

    private Power() {}

    /**
     * The smallest true difference that would be shown with the given probability: the bound of the two-sided interval
     * then lies beyond 0, or beyond the margin for a difference counted from there. It is the sum of two quantiles of
     * Student's t, of the interval and of the power, times the standard error (Bloom 1995). The standard error of one window is
     * itself an estimate, and that of the next may be larger: its upper limit at 90 % is taken (Browne 1995).
     *
     * @param standardError of the difference, at least 0, in the metric's unit
     * @param degreesOfFreedom of the standard error, above 0
     * @param confidence of the two-sided interval, in (0, 1)
     * @param power the probability of showing it, in [0.5, 1)
     * @return a difference of at least 0, in the metric's unit
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static double smallestDetectableDifference(
            double standardError, double degreesOfFreedom, double confidence, double power) {
        if (!(standardError >= 0 && standardError < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a standard error is finite and at least 0, and not " + standardError);
        }
        if (!(power >= 0.5 && power < 1)) {
            throw new IllegalArgumentException("a power lies in [0.5, 1), and not at " + power);
        }
        if (standardError == 0) {
            return 0;
        }
        StudentT student = new StudentT(degreesOfFreedom);
        double error = standardError * student.errorLimit(ASSURANCE);
        return student.reach(error, confidence) + error * student.quantile(power);
    }

    /** The same at the {@linkplain #USUAL usual} power. */
    public static double smallestDetectableDifference(
            double standardError, double degreesOfFreedom, double confidence) {
        return smallestDetectableDifference(standardError, degreesOfFreedom, confidence, USUAL);
    }
}
