package dev.understudy.engine.statistics;

/**
 * The variance of a difference.
 *
 * @param variance at least 0, in the square of the metric's unit
 * @param degreesOfFreedom how well the variance itself is known, for Student's t
 */
record VarianceEstimate(double variance, double degreesOfFreedom) {}
