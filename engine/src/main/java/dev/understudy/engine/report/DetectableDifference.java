package dev.understudy.engine.report;

import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.Power;
import dev.understudy.engine.task.GatePolicy.Role;
import java.util.List;
import java.util.Optional;

/**
 * How small a difference of the first success metric the window could show at the {@linkplain Power#USUAL usual} power.
 *
 * @param metric the first success metric of the gate, if it has one
 * @param difference at least 0, in the metric's unit; empty where it cannot be computed
 * @param confidence of the interval that would show it; empty where it cannot be computed
 * @param undetermined why not, otherwise
 */
public record DetectableDifference(
        Optional<Metric> metric,
        Optional<Double> difference,
        Optional<Double> confidence,
        Optional<String> undetermined) {
    /** Of the metrics that a gate has judged. */
    public static DetectableDifference of(List<MetricJudgement> metrics) {
        return metrics.stream()
                .filter(judged -> judged.metric().role() == Role.SUCCESS)
                .findFirst()
                .map(judged -> of(judged.reading()))
                .orElse(new DetectableDifference(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("the gate has no success metric")));
    }

    private static DetectableDifference of(MetricReading reading) {
        Optional<Metric> metric = Optional.of(reading.metric());
        if (reading.difference().isEmpty()) {
            return new DetectableDifference(
                    metric,
                    Optional.empty(),
                    Optional.empty(),
                    reading.undetermined().or(() -> Optional.of("it was not computed")));
        }
        MetricReading.Difference found = reading.difference().get();
        if (!(found.standardError() > 0 && found.degreesOfFreedom() > 0)) {
            return new DetectableDifference(
                    metric,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("the difference is the same in every event, so that there is no error to reckon with"));
        }
        return new DetectableDifference(
                metric,
                Optional.of(Power.smallestDetectableDifference(
                        found.standardError(), found.degreesOfFreedom(), found.confidence())),
                Optional.of(found.confidence()),
                Optional.empty());
    }
}
