package dev.understudy.engine.statistics;

/**
 * The variance of a difference.
 *
 * @param variance at least 0, in the square of the metric's unit
 * @param degreesOfFreedom how well the variance itself is known, for Student's t
 * @param blockInflation by which factor the part of the days is larger since a day resembles the day before; 1: it does not
 */
record VarianceEstimate(double variance, double degreesOfFreedom, double blockInflation) {
    /** The variance of sums that know nothing of each other from day to day. */
    VarianceEstimate(double variance, double degreesOfFreedom) {
        this(variance, degreesOfFreedom, 1);
    }
}
