package dev.understudy.engine.fidelity;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PredictionInterval;
import dev.understudy.engine.statistics.StudentEstimate;
import java.util.Optional;

/**
 * One metric of a release: released − before, as it was predicted and as it came true.
 *
 * @param metric which
 * @param slice the events it is limited to, as {@code column=value}
 * @param predicted by the simulation; empty where there is none
 * @param realised after the release; empty where it cannot be determined
 * @param interval where the realised difference was to be expected, if both are there
 * @param simulated the earlier model's own value in the simulation's window
 * @param since the earlier model's own value in the traffic since the release
 * @param undetermined why nothing was realised, otherwise
 */
public record RealisedMetric(
        Metric metric,
        Optional<String> slice,
        Optional<StudentEstimate> predicted,
        Optional<StudentEstimate> realised,
        Optional<PredictionInterval> interval,
        Optional<Double> simulated,
        Optional<Double> since,
        Optional<String> undetermined) {
    /** Whether what was realised lies where it was expected; empty where one of the two is missing. */
    public Optional<Boolean> covered() {
        return interval.flatMap(expected -> realised.map(amount -> expected.covers(amount.value())));
    }

    /**
     * Puts a prediction beside what came true. In both, the candidate is the released model and the live one the earlier.
     *
     * @param predicted by the simulation, if there was one of this pair
     * @param realised on the traffic since
     * @param confidence of the prediction interval, in (0, 1)
     */
    public static RealisedMetric of(Optional<MetricReading> predicted, MetricReading realised, double confidence) {
        Optional<StudentEstimate> expected =
                predicted.flatMap(MetricReading::difference).map(RealisedMetric::amount);
        Optional<StudentEstimate> came = realised.difference().map(RealisedMetric::amount);
        return new RealisedMetric(
                realised.metric(),
                realised.slice(),
                expected,
                came,
                expected.flatMap(before -> came.map(after -> PredictionInterval.of(before, after, confidence))),
                predicted.flatMap(MetricReading::live),
                realised.live(),
                realised.undetermined());
    }

    /** A reading with the two models in each other's place. */
    public static MetricReading reversed(MetricReading reading) {
        return new MetricReading(
                reading.metric(),
                reading.slice(),
                reading.events(),
                reading.candidate(),
                reading.live(),
                reading.difference()
                        .map(difference -> new MetricReading.Difference(
                                0 - difference.value(),
                                difference.standardError(),
                                0 - difference.upper(),
                                0 - difference.lower(),
                                difference.confidence(),
                                difference.pValue(),
                                difference.degreesOfFreedom())),
                reading.undetermined());
    }

    private static StudentEstimate amount(MetricReading.Difference difference) {
        return new StudentEstimate(difference.value(), difference.standardError(), difference.degreesOfFreedom());
    }
}
