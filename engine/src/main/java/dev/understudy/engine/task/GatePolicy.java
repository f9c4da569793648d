package dev.understudy.engine.task;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a candidate has to pass.
 *
 * @param confidence of the two-sided intervals that decide, in (0.5, 1)
 * @param requirement what success means
 * @param metrics the metrics that decide, at least one
 * @param slices columns whose values are reported one by one and warned about
 * @param maxLabelShareShift largest allowed change of any label's share, absolute
 * @param minimumOutcomes fewest outcomes that allow a verdict
 * @param maxLatencyRatio how many times as long as the live model the candidate may take to score an event
 */
public record GatePolicy(
        double confidence,
        Requirement requirement,
        List<GateMetric> metrics,
        List<String> slices,
        OptionalDouble maxLabelShareShift,
        OptionalInt minimumOutcomes,
        OptionalDouble maxLatencyRatio) {
    public GatePolicy {
        metrics = List.copyOf(metrics);
        slices = List.copyOf(slices);
        maxLatencyRatio = Objects.requireNonNullElse(maxLatencyRatio, OptionalDouble.empty()); // as it was kept earlier
    }

    /** One minus the confidence, as a decimal number as it was written. */
    public BigDecimal errorProbability() {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(confidence)).stripTrailingZeros();
    }

    /** The same policy with another requirement. */
    public GatePolicy requiring(Requirement other) {
        return new GatePolicy(confidence, other, metrics, slices, maxLabelShareShift, minimumOutcomes, maxLatencyRatio);
    }

    /** What success means. */
    public enum Requirement {
        /** No metric may be worse than its margin allows. */
        NON_INFERIOR,
        /** And at least one success metric must be better. */
        SUPERIOR;

        /** The name in the task file. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The part a metric plays. */
    public enum Role {
        /** What the release is for. */
        SUCCESS,
        /** What it must not harm. */
        GUARDRAIL;

        /** The name in the task file. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The value of a column that a metric is limited to: {@code column=value}. */
    public record Slice(String column, String value) {
        @Override
        public String toString() {
            return column + "=" + value;
        }
    }

    /** The success and guardrail metrics' common name for messages. */
    public Optional<GateMetric> firstSuccess() {
        return metrics.stream().filter(metric -> metric.role() == Role.SUCCESS).findFirst();
    }
}
