package dev.understudy.engine.statistics;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A difference that the sample does not determine.
 *
 * @param metric what was measured
 * @param events how many events weighed anything
 * @param live the metric of the live model, where only the error of the difference is unknown; else empty
 * @param candidate the metric of the candidate, likewise
 * @param reason why
 */
public record UndeterminedDifference(
        Metric metric, int events, OptionalDouble live, OptionalDouble candidate, UndeterminedReason reason)
        implements PairedEstimate {
    public UndeterminedDifference {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(reason, "reason");
        if (live.isPresent() != candidate.isPresent()) {
            throw new IllegalArgumentException("the metric is known of both models or of none");
        }
    }
}
