package dev.understudy.engine.report;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.simulation.Charts;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.statistics.BoundedDifference;
import dev.understudy.engine.statistics.ErrorDistribution;
import dev.understudy.engine.statistics.PairedDifference;
import dev.understudy.engine.statistics.PairedEstimate;
import dev.understudy.engine.statistics.PairedEstimator;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.statistics.RocComparison;
import dev.understudy.engine.statistics.RocCurve;
import dev.understudy.engine.statistics.ScoreHistogram;
import dev.understudy.engine.statistics.Side;
import dev.understudy.engine.statistics.UndeterminedDifference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Curves and metrics of sampled events in the form that a simulation keeps them in. */
final class SampledReadings {
    private SampledReadings() {}

    static List<Charts.Point> curve(PairedSample sample, Side side) {
        return switch (sample.kind()) {
            case BINARY ->
                RocCurve.of(sample, side, 200)
                        .map(roc -> roc.points().stream()
                                .map(point -> new Charts.Point(point.falsePositiveRate(), point.truePositiveRate()))
                                .toList())
                        .orElse(List.of());
            case MULTICLASS -> List.of();
            case REGRESSION ->
                ErrorDistribution.of(sample, side, 200).points().stream()
                        .map(point -> new Charts.Point(point.absoluteError(), point.share()))
                        .toList();
        };
    }

    static List<RocComparison.Difference> differences(PairedEstimator estimator, PairedSample sample) {
        List<Double> rates = IntStream.range(1, 50).mapToObj(i -> i / 50.0).toList();
        return estimator
                .compareRoc(sample, 200, rates)
                .map(RocComparison::differences)
                .orElse(List.of());
    }

    static Optional<Charts.Scores> scores(PairedSample sample, String label) {
        if (sample.kind() == TaskKind.REGRESSION) {
            return Optional.empty();
        }
        Long[] live = new Long[40];
        Long[] candidate = new Long[40];
        Arrays.fill(live, 0L);
        Arrays.fill(candidate, 0L);
        for (int i = 0; i < sample.size(); i++) {
            live[ScoreHistogram.bin(sample.score(Side.LIVE, i), 40)]++;
            candidate[ScoreHistogram.bin(sample.score(Side.CANDIDATE, i), 40)]++;
        }
        return Optional.of(new Charts.Scores(label, new ScoreHistogram(List.of(live), List.of(candidate))));
    }

    static MetricReading reading(PairedEstimate estimate, Optional<String> slice) {
        return switch (estimate) {
            case PairedDifference paired ->
                new MetricReading(
                        paired.metric(),
                        slice,
                        paired.events(),
                        Optional.of(paired.live()),
                        Optional.of(paired.candidate()),
                        Optional.of(new MetricReading.Difference(
                                paired.difference(),
                                paired.standardError(),
                                paired.lower(),
                                paired.upper(),
                                paired.confidence(),
                                paired.pValue(),
                                paired.degreesOfFreedom())),
                        Optional.empty());
            case BoundedDifference hidden -> throw new IllegalStateException("nothing is hidden in " + hidden);
            case UndeterminedDifference none ->
                new MetricReading(
                        none.metric(),
                        slice,
                        none.events(),
                        none.live().isPresent() ? Optional.of(none.live().getAsDouble()) : Optional.empty(),
                        none.candidate().isPresent()
                                ? Optional.of(none.candidate().getAsDouble())
                                : Optional.empty(),
                        Optional.empty(),
                        Optional.of(none.reason().sentence()));
        };
    }
}
