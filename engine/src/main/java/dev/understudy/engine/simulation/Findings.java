package dev.understudy.engine.simulation;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.statistics.Dependence;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the statistics say of a comparison.
 *
 * @param metrics those of the gate in their order, then the others of the task's kind
 * @param slices the gate's metrics by slice
 * @param dependence how the events hang together
 * @param charts what to draw
 * @param observations what was found besides
 */
record Findings(
        List<MetricReading> metrics,
        List<SimulationReport.SliceReading> slices,
        SimulationReport.DependenceReading dependence,
        Charts charts,
        Observations observations) {
    private static final int CURVE_POINTS = 200;
    /** Events whose metrics and curves are computed side by side. */
    private static final int MOST_AT_ONCE = 4_000_000;

    /** Closer where few false alarms are raised: there the curves are steep, and there models are used. */
    private static final List<Double> RATES = DoubleStream.concat(
                    DoubleStream.concat(
                            DoubleStream.of(0.002, 0.005),
                            IntStream.rangeClosed(1, 10).mapToDouble(i -> i / 100.0)),
                    IntStream.rangeClosed(6, 49).mapToDouble(i -> i / 50.0))
            .boxed()
            .toList();

    static Findings of(
            SimulationRequest request,
            PairedSample sample,
            SliceColumns.Sliced slices,
            List<Charts.Day> days,
            Optional<Charts.Scores> scores,
            ObservationTally observed,
            Consumer<Consumer<TrafficDay>> again,
            RunControl control) {
        TaskDefinition task = request.task();
        PairedEstimator estimator = new PairedEstimator(
                task.simulation().dependence(),
                task.gate().confidence(),
                task.decision().costs().orElse(null));
        if (task.kind() == TaskKind.BINARY) {
            sample.rank();
        }
        // the curves take about as long as all metrics, and another core, but their memory too
        CompletableFuture<Charts> drawn = sample.size() > MOST_AT_ONCE
                ? new CompletableFuture<>()
                : CompletableFuture.supplyAsync(() -> charts(task, estimator, sample, days, scores), pool());
        List<PairedEstimate> estimates = estimator.estimate(wholeMetrics(task), sample);
        if (sample.size() > MOST_AT_ONCE) {
            control.checkCancelled();
            drawn.complete(charts(task, estimator, sample, days, scores));
        }
        List<MetricReading> metrics = new ArrayList<>();
        estimates.forEach(estimate -> metrics.add(MetricReading.of(estimate, Optional.empty())));
        control.checkCancelled();
        metrics.addAll(new GateReadings(task, estimator, slices).ofSlices(sample, row -> true));
        Observations observations =
                observed.observe(request, sample, new GateReadings(task, estimator, slices), metrics, again, control);
        return new Findings(
                metrics,
                slices.reported().stream()
                        .map(slice -> slice(task, estimator, sample, slices, slice))
                        .toList(),
                dependence(task, estimates),
                drawn.join(),
                observations);
    }

    /** The pool that this runs in, if it is one. */
    private static Executor pool() {
        ForkJoinPool own = ForkJoinTask.getPool();
        return own == null ? ForkJoinPool.commonPool() : own;
    }

    static List<Metric> wholeMetrics(TaskDefinition task) {
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
            SliceColumns.Sliced slices,
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

    private static SimulationReport.DependenceReading dependence(TaskDefinition task, List<PairedEstimate> estimates) {
        boolean independent = task.simulation().dependence() == Dependence.NONE;
        return estimates.stream()
                .filter(PairedDifference.class::isInstance)
                .map(PairedDifference.class::cast)
                .findFirst()
                .map(first -> new SimulationReport.DependenceReading(
                        first.clusters(),
                        first.blocks(),
                        independent
                                ? SimulationReport.DependenceReading.NONE
                                : first.blockInflation() > 1
                                        ? SimulationReport.DependenceReading.LONG_RUN
                                        : SimulationReport.DependenceReading.DAY,
                        Optional.of(first.degreesOfFreedom()),
                        Optional.of(first.blockInflation())))
                .orElseGet(() -> new SimulationReport.DependenceReading(
                        0,
                        0,
                        independent ? SimulationReport.DependenceReading.NONE : SimulationReport.DependenceReading.DAY,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Charts charts(
            TaskDefinition task,
            PairedEstimator estimator,
            PairedSample sample,
            List<Charts.Day> days,
            Optional<Charts.Scores> scores) {
        return switch (task.kind()) {
            case BINARY ->
                estimator
                        .compareRoc(sample, CURVE_POINTS, RATES)
                        .map(roc -> new Charts(
                                points(roc.live()), points(roc.candidate()), days, roc.differences(), scores))
                        .orElseGet(() -> new Charts(List.of(), List.of(), days, List.of(), scores));
            case MULTICLASS -> new Charts(List.of(), List.of(), days, List.of(), scores);
            case REGRESSION ->
                new Charts(points(sample, Side.LIVE), points(sample, Side.CANDIDATE), days, List.of(), scores);
        };
    }

    private static List<Charts.Point> points(RocCurve curve) {
        return curve.points().stream()
                .map(point -> new Charts.Point(point.falsePositiveRate(), point.truePositiveRate()))
                .toList();
    }

    private static List<Charts.Point> points(PairedSample sample, Side side) {
        return ErrorDistribution.of(sample, side, CURVE_POINTS).points().stream()
                .map(point -> new Charts.Point(point.absoluteError(), point.share()))
                .toList();
    }
}
