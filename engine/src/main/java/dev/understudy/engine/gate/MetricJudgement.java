package dev.understudy.engine.gate;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.statistics.StudentEstimate;
import dev.understudy.engine.task.GateMetric;
import java.util.Optional;

/**
 * A metric of the gate with what the simulation found of it, at the confidence at which it was tested.
 *
 * @param metric the metric with its role and margin
 * @param reading what was found; its interval has the confidence of the test, and its p-value is that of no difference times
 *     as much as the error probability was divided by, to be compared with one minus the policy's confidence
 * @param conclusion what follows from the interval that is shown
 */
public record MetricJudgement(GateMetric metric, MetricReading reading, Conclusion conclusion) {
    /**
     * Judges by the interval at a part of the policy's error probability.
     *
     * @param found what the simulation found, at whatever confidence
     * @param confidence of the policy
     * @param shares how many times smaller the error probability is
     */
    static MetricJudgement of(GateMetric metric, MetricReading found, double confidence, double shares) {
        Optional<MetricReading.Difference> tested = found.difference()
                .map(difference ->
                        difference.at(1 - (1 - confidence) / shares, Math.min(1, difference.pValue() * shares)));
        return new MetricJudgement(
                metric,
                tested.map(found::with).orElse(found),
                tested.map(difference -> conclude(metric, difference)).orElse(Conclusion.UNDECIDED));
    }

    static Conclusion conclude(GateMetric metric, MetricReading.Difference difference) {
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

    /**
     * How much better the candidate is, in the metric's unit; negative where it is worse. Empty if it is unknown, or known
     * between a worst and a best case only.
     */
    Optional<StudentEstimate> gain() {
        return reading.difference()
                .filter(difference -> difference.extremes().isEmpty())
                .map(MetricReading.Difference::estimate)
                .map(estimate -> metric.metric().higherIsBetter() ? estimate : estimate.negated());
    }
}
