package dev.understudy.engine.statistics;

import java.util.Objects;

/**
 * A slice in which the candidate seems to be worse. Differences are candidate − live in the metric's unit.
 *
 * @param slice which events
 * @param events labelled events in it, of those that were looked at
 * @param metric what was compared
 * @param live the metric of the live model in the slice
 * @param candidate the metric of the candidate
 * @param difference candidate − live
 * @param lower the lower end of the two-sided interval, for this slice by itself
 * @param upper the upper end
 * @param pValue one-sided, of a candidate that is not worse than the live model here
 * @param qValue the same after Benjamini and Hochberg over all slices that were tested: the share of false ones to be
 *     expected among those that are at most this
 */
public record SliceFinding(
        String slice,
        long events,
        Metric metric,
        double live,
        double candidate,
        double difference,
        double lower,
        double upper,
        double pValue,
        double qValue) {
    public SliceFinding {
        Objects.requireNonNull(slice, "slice");
        Objects.requireNonNull(metric, "metric");
        if (!(pValue >= 0 && pValue <= qValue && qValue <= 1)) {
            throw new IllegalArgumentException(
                    "0 ≤ p ≤ q ≤ 1, and not p = " + pValue + " and q = " + qValue + " of " + slice);
        }
    }
}
