package dev.understudy.engine.simulation;

import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedEstimator;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The gate's metrics on some events of a sample.
 *
 * @param task whose gate
 * @param estimator of the differences
 * @param slices the columns that the gate slices by
 */
record GateReadings(TaskDefinition task, PairedEstimator estimator, SliceColumns.Sliced slices) {

    /** All metrics of the gate, on the events for which this holds. */
    List<MetricReading> of(PairedSample sample, IntPredicate chosen) {
        List<Metric> whole = task.gate().metrics().stream()
                .filter(metric -> metric.slice().isEmpty())
                .map(GateMetric::metric)
                .distinct()
                .toList();
        List<MetricReading> readings = new ArrayList<>();
        if (!whole.isEmpty()) {
            estimator
                    .estimate(whole, sample.where(chosen))
                    .forEach(estimate -> readings.add(MetricReading.of(estimate, Optional.empty())));
        }
        readings.addAll(ofSlices(sample, chosen));
        return readings;
    }

    /** Only those that the gate limits to a slice. */
    List<MetricReading> ofSlices(PairedSample sample, IntPredicate chosen) {
        List<MetricReading> readings = new ArrayList<>();
        for (GateMetric metric : task.gate().metrics()) {
            metric.slice()
                    .ifPresent(slice -> readings.add(MetricReading.of(
                            estimator.estimate(
                                    metric.metric(),
                                    sample.where(slices.rows(slice.column(), slice.value())
                                            .and(chosen))),
                            Optional.of(slice.toString()))));
        }
        return readings;
    }
}
