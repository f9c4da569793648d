package dev.understudy.engine.gate;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.statistics.Power;
import dev.understudy.engine.statistics.StudentEstimate;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.GatePolicy.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How small a difference a window could show at the {@linkplain Power#USUAL usual} power. Only how much differences vary goes
 * into it, not what they are.
 *
 * @param confidence of the intervals that would show it
 * @param metrics one entry a metric of the gate, in their order
 */
public record PowerReading(double confidence, List<Detectable> metrics) {
    public PowerReading {
        metrics = List.copyOf(metrics);
    }

    /**
     * Of one metric.
     *
     * @param metric with its role and margin
     * @param difference at least 0, in the metric's unit; empty where it cannot be computed
     * @param undetermined why not, otherwise
     */
    public record Detectable(GateMetric metric, Optional<Double> difference, Optional<String> undetermined) {}

    /**
     * What such a variance lets show.
     *
     * @param found what an earlier simulation says, of which the errors alone are used
     * @param spending which look it would be
     * @param times how many times as much there is in the window as there was in that simulation, above 0
     */
    public static PowerReading of(List<MetricReading> found, GatePolicy policy, AlphaSpending spending, double times) {
        double confidence = spending.confidence(policy.confidence());
        return new PowerReading(
                confidence,
                policy.metrics().stream()
                        .map(metric -> detectable(metric, MetricTests.reading(metric, found), confidence, times))
                        .toList());
    }

    /** Nothing is known, of any metric, and this is why. */
    public static PowerReading unknown(GatePolicy policy, AlphaSpending spending, String reason) {
        return new PowerReading(
                spending.confidence(policy.confidence()),
                policy.metrics().stream()
                        .map(metric -> new Detectable(metric, Optional.empty(), Optional.of(reason)))
                        .toList());
    }

    private static Detectable detectable(GateMetric metric, MetricReading found, double confidence, double times) {
        if (found.difference().isEmpty()) {
            return new Detectable(
                    metric, Optional.empty(), found.undetermined().or(() -> Optional.of("it was not computed")));
        }
        StudentEstimate estimate = found.difference().get().estimate();
        if (!(estimate.standardError() > 0)) {
            return new Detectable(
                    metric,
                    Optional.empty(),
                    Optional.of("the difference is the same in every event, so that there is no error to reckon with"));
        }
        StudentEstimate scaled = estimate.fromTimes(times);
        return new Detectable(
                metric,
                Optional.of(Power.smallestDetectableDifference(
                        scaled.standardError(), scaled.degreesOfFreedom(), confidence)),
                Optional.empty());
    }

    /** Whether it is known of some metric. */
    public boolean isKnown() {
        return metrics.stream().anyMatch(metric -> metric.difference().isPresent());
    }

    /** The first metric that the release is for, else the first that decides; of those that are known. */
    public Optional<Detectable> primary() {
        return Stream.concat(metrics.stream().filter(entry -> entry.metric().role() == Role.SUCCESS), metrics.stream())
                .filter(entry -> entry.difference().isPresent())
                .findFirst();
    }
}
