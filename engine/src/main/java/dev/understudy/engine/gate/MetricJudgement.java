package dev.understudy.engine.gate;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.task.GateMetric;

/**
 * A metric of the gate with what the simulation found of it.
 *
 * @param metric the metric with its role and margin
 * @param reading what was found
 * @param conclusion what follows from the interval that is shown
 */
public record MetricJudgement(GateMetric metric, MetricReading reading, Conclusion conclusion) {
    static MetricJudgement of(GateMetric metric, MetricReading reading) {
        return new MetricJudgement(
                metric,
                reading,
                reading.difference()
                        .map(difference -> conclude(metric, difference))
                        .orElse(Conclusion.UNDECIDED));
    }

    private static Conclusion conclude(GateMetric metric, MetricReading.Difference difference) {
        boolean higher = metric.metric().higherIsBetter();
        double worst = higher ? difference.lower() : -difference.upper();
        double best = higher ? difference.upper() : -difference.lower();
        if (worst > 0) {
            return Conclusion.SUPERIOR;
        }
        if (worst >= -metric.margin()) {
            return Conclusion.NON_INFERIOR;
        }
        return best < -metric.margin() ? Conclusion.INFERIOR : Conclusion.UNDECIDED;
    }

    /** How much better the candidate is, in the metric's unit; negative where it is worse. */
    double gain() {
        double difference =
                reading.difference().map(MetricReading.Difference::value).orElse(0.0);
        return metric.metric().higherIsBetter() ? difference : -difference;
    }
}
