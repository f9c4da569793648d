package dev.understudy.engine.report;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.MetricReading.Difference;
import dev.understudy.engine.statistics.Metric;

/**
 * A difference turned so that more is better, whatever the metric's direction.
 *
 * @param metric which
 * @param lower the worse end of the interval, in the metric's unit
 * @param value how much better the candidate is
 * @param upper the better end
 */
record Gain(Metric metric, double lower, double value, double upper) {
    static Gain of(MetricReading reading, Difference difference) {
        return reading.metric().higherIsBetter()
                ? new Gain(reading.metric(), difference.lower(), difference.value(), difference.upper())
                : new Gain(reading.metric(), -difference.upper(), -difference.value(), -difference.lower());
    }

    /** Whether the whole interval is worse than no difference. */
    boolean isShownWorse() {
        return upper < 0;
    }
}
