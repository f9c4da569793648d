package dev.understudy.engine.simulation;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.statistics.BoundedDifference;
import dev.understudy.engine.statistics.HiddenOutcomes;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedDifference;
import dev.understudy.engine.statistics.PairedEstimator;
import dev.understudy.engine.statistics.UndeterminedDifference;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the statistics say where too few outcomes speak for those that decisions hid: the worst and the best case. No curve is
 * drawn, and no value of one model told, since both would be those of a chosen sample.
 */
final class BoundedFindings {
    private final TaskDefinition task;
    private final HiddenOutcomes outcomes;
    private final SliceColumns.Sliced seen;
    private final SliceColumns.Sliced hidden;
    private final RunControl control;
    private final PairedEstimator estimator;

    /**
     * Findings of a comparison.
     *
     * @param seen slices of the events whose outcome is known
     * @param hidden slices of the others
     */
    BoundedFindings(
            TaskDefinition task,
            HiddenOutcomes outcomes,
            SliceColumns.Sliced seen,
            SliceColumns.Sliced hidden,
            RunControl control) {
        this.task = task;
        this.outcomes = outcomes;
        this.seen = seen;
        this.hidden = hidden;
        this.control = control;
        this.estimator = new PairedEstimator(
                task.simulation().dependence(),
                task.gate().confidence(),
                task.decision().costs().orElse(null));
    }

    Findings findings(List<Charts.Day> days, Optional<Charts.Scores> scores) {
        List<MetricReading> metrics = new ArrayList<>();
        for (Metric metric : Findings.wholeMetrics(task)) {
            metrics.add(reading(metric, outcomes, Optional.empty()));
        }
        for (GateMetric metric : task.gate().metrics()) {
            metric.slice()
                    .ifPresent(slice -> metrics.add(reading(
                            metric.metric(), where(slice.column(), slice.value()), Optional.of(slice.toString()))));
        }
        return new Findings(
                metrics,
                seen.reported().stream().map(this::slice).toList(),
                dependence(),
                new Charts(List.of(), List.of(), days, List.of(), scores),
                // calibration, slices and delays would be those of a chosen sample
                Observations.none());
    }

    private SimulationReport.SliceReading slice(SliceColumns.Slice slice) {
        HiddenOutcomes part = where(slice.column(), slice.value());
        String name = slice.column() + "=" + slice.value();
        return new SimulationReport.SliceReading(
                name,
                slice.events(),
                task.gate().metrics().stream()
                        .map(GateMetric::metric)
                        .distinct()
                        .map(metric -> reading(metric, part, Optional.of(name)))
                        .toList());
    }

    private MetricReading reading(Metric metric, HiddenOutcomes part, Optional<String> slice) {
        control.checkCancelled();
        return MetricReading.of(part.bounds(metric, estimator, task.decision().costs()), slice);
    }

    private HiddenOutcomes where(String column, String value) {
        return new HiddenOutcomes(
                outcomes.seen().where(seen.rows(column, value)),
                outcomes.hidden().where(hidden.rows(column, value)));
    }

    /** Accuracy asks for nothing but events. */
    private SimulationReport.DependenceReading dependence() {
        return switch (outcomes.bounds(Metric.ACCURACY, estimator, Optional.empty())) {
            case BoundedDifference range ->
                new SimulationReport.DependenceReading(
                        range.lowest().clusters(),
                        range.lowest().blocks(),
                        SimulationReport.DependenceReading.DAY,
                        Optional.of(range.degreesOfFreedom()),
                        Optional.of(range.lowest().blockInflation()));
            case PairedDifference one ->
                new SimulationReport.DependenceReading(
                        one.clusters(),
                        one.blocks(),
                        SimulationReport.DependenceReading.DAY,
                        Optional.of(one.degreesOfFreedom()),
                        Optional.of(one.blockInflation()));
            case UndeterminedDifference none ->
                new SimulationReport.DependenceReading(
                        0, 0, SimulationReport.DependenceReading.DAY, Optional.empty(), Optional.empty());
        };
    }
}
