package dev.understudy.engine.simulation;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.statistics.ErrorDistribution;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedDifference;
import dev.understudy.engine.statistics.PairedEstimate;
import dev.understudy.engine.statistics.PairedEstimator;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.statistics.RocCurve;
import dev.understudy.engine.statistics.Side;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.TaskDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the statistics say of a comparison.
 *
 * @param metrics those of the gate in their order, then the others of the task's kind
 * @param slices the gate's metrics by slice
 * @param dependence how the events hang together
 * @param charts what to draw
 */
record Findings(
        List<MetricReading> metrics,
        List<SimulationReport.SliceReading> slices,
        SimulationReport.DependenceReading dependence,
        Charts charts) {
    private static final int CURVE_POINTS = 200;

    static Findings of(TaskDefinition task, PairedSample sample, SliceColumns slices, List<Charts.Day> days) {
        PairedEstimator estimator = new PairedEstimator(
                task.simulation().dependence(),
                task.gate().confidence(),
                task.decision().costs().orElse(null));
        List<PairedEstimate> estimates = estimator.estimate(wholeMetrics(task), sample);
        List<MetricReading> metrics = new ArrayList<>();
        estimates.forEach(estimate -> metrics.add(MetricReading.of(estimate, Optional.empty())));
        for (GateMetric metric : task.gate().metrics()) {
            metric.slice()
                    .ifPresent(slice -> metrics.add(MetricReading.of(
                            estimator.estimate(
                                    metric.metric(), sample.where(slices.rows(slice.column(), slice.value()))),
                            Optional.of(slice.toString()))));
        }
        return new Findings(
                metrics,
                slices.reported().stream()
                        .map(slice -> slice(task, estimator, sample, slices, slice))
                        .toList(),
                dependence(estimates),
                new Charts(curve(task.kind(), sample, Side.LIVE), curve(task.kind(), sample, Side.CANDIDATE), days));
    }

    private static List<Metric> wholeMetrics(TaskDefinition task) {
        Stream<Metric> ofGate = task.gate().metrics().stream()
                .filter(metric -> metric.slice().isEmpty())
                .map(GateMetric::metric);
        Stream<Metric> ofKind = Arrays.stream(Metric.values())
                .filter(metric -> metric.kinds().contains(task.kind()) && metric.isAvailable())
                .filter(metric ->
                        metric != Metric.COST || task.decision().costs().isPresent());
        return Stream.concat(ofGate, ofKind).distinct().toList();
    }

    private static SimulationReport.SliceReading slice(
            TaskDefinition task,
            PairedEstimator estimator,
            PairedSample sample,
            SliceColumns slices,
            SliceColumns.Slice slice) {
        String name = slice.column() + "=" + slice.value();
        List<Metric> metrics = task.gate().metrics().stream()
                .map(GateMetric::metric)
                .distinct()
                .toList();
        return new SimulationReport.SliceReading(
                name,
                slice.events(),
                estimator.estimate(metrics, sample.where(slices.rows(slice.column(), slice.value()))).stream()
                        .map(estimate -> MetricReading.of(estimate, Optional.of(name)))
                        .toList());
    }

    private static SimulationReport.DependenceReading dependence(List<PairedEstimate> estimates) {
        return estimates.stream()
                .filter(PairedDifference.class::isInstance)
                .map(PairedDifference.class::cast)
                .findFirst()
                .map(first -> new SimulationReport.DependenceReading(
                        first.clusters(), first.blocks(), "day", Optional.of(first.degreesOfFreedom())))
                .orElse(new SimulationReport.DependenceReading(0, 0, "day", Optional.empty()));
    }

    private static List<Charts.Point> curve(TaskKind kind, PairedSample sample, Side side) {
        return switch (kind) {
            case BINARY ->
                RocCurve.of(sample, side, CURVE_POINTS)
                        .map(roc -> roc.points().stream()
                                .map(point -> new Charts.Point(point.falsePositiveRate(), point.truePositiveRate()))
                                .toList())
                        .orElse(List.of());
            case MULTICLASS -> List.of();
            case REGRESSION ->
                ErrorDistribution.of(sample, side, CURVE_POINTS).points().stream()
                        .map(point -> new Charts.Point(point.absoluteError(), point.share()))
                        .toList();
        };
    }
}
