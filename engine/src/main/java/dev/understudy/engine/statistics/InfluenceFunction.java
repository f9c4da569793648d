package dev.understudy.engine.statistics;

/**
 * A metric as a function of the weighted events. The contribution of event i is its weight times the derivative of the
 * metric by that weight, times a small-sample factor (the infinitesimal jackknife, Jaeckel 1972); contributions of one
 * model sum to zero. It looks at one model at a time, and equal scores and labels give equal numbers, bit for bit:
 * that makes the difference of a model with itself exactly zero.
 */
@FunctionalInterface
interface InfluenceFunction {
    ModelInfluence of(PairedSample sample, Side side);
}
