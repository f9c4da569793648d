/**
 * The statistics behind a release verdict: two models seen on the same events, the paired difference of a metric, and
 * how sure it is.
 *
 * <p>A {@code PairedSample} holds the events; {@code InfluenceCalculator} turns them into a metric's values and one
 * influence value per event; a {@code VarianceEstimator} adds those up under the assumed dependence; and
 * {@code PairedEstimator} makes the interval. Everything is mathematics on arrays in double: no input, no output, no
 * clock. Sums that a metric's value is made of are compensated (Neumaier), so that a million events lose no digits.
 */
@NullMarked
package dev.understudy.engine.statistics;

import org.jspecify.annotations.NullMarked;
