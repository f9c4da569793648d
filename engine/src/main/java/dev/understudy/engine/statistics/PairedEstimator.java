package dev.understudy.engine.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Estimates the paired difference of metrics between two models. Immutable; safe for several threads. */
public final class PairedEstimator {
    private final Dependence dependence;
    private final double confidence;
    private final InfluenceCalculator calculator;

    /**
     * An estimator with these assumptions.
     *
     * @param dependence how events may depend on each other
     * @param confidence of the two-sided intervals, in (0, 1)
     * @param costs what wrong decisions cost, or null where the task names no costs
     * @throws IllegalArgumentException if the confidence is out of its range
     */
    public PairedEstimator(Dependence dependence, double confidence, @Nullable DecisionCosts costs) {
        StudentT.checkConfidence(confidence);
        this.dependence = dependence;
        this.confidence = confidence;
        this.calculator = new InfluenceCalculator(costs);
    }

    /**
     * Estimates one metric. Where both models contribute the same on every event, as the same model does on both sides,
     * difference and standard error are exactly 0, whatever the dependence.
     *
     * @return the difference with its error, or the reason why it cannot be determined
     * @throws IllegalArgumentException if the metric does not measure tasks of the sample's kind
     */
    public PairedEstimate estimate(Metric metric, PairedSample sample) {
        return estimate(List.of(metric), sample).getFirst();
    }

    /**
     * Estimates several metrics of one sample, whose events are grouped once for all of them.
     *
     * @return one estimate per metric, in their order
     * @throws IllegalArgumentException if a metric does not measure tasks of the sample's kind
     */
    public List<PairedEstimate> estimate(List<Metric> metrics, PairedSample sample) {
        EventGroups groups = EventGroups.of(sample);
        VarianceEstimator variance = switch (dependence) {
            case AUTO -> new TwoWayClusterVariance(groups);
            case NONE -> new IndependentVariance(groups.events());
        };
        return metrics.stream()
                .map(metric -> switch (calculator.of(metric, sample)) {
                    case UndefinedInfluence(UndeterminedReason reason) -> undetermined(metric, groups, reason);
                    case PairedInfluence influence -> estimate(metric, influence, groups, variance);
                })
                .toList();
    }

    private PairedEstimate estimate(
            Metric metric, PairedInfluence influence, EventGroups groups, VarianceEstimator estimator) {
        if (!Double.isFinite(influence.live()) || !Double.isFinite(influence.candidate())) {
            return undetermined(metric, groups, UndeterminedReason.OUT_OF_RANGE);
        }
        double[] contributions = influence.contributions();
        if (influence.difference() == 0 && Arrays.stream(contributions).allMatch(c -> c == 0)) {
            VarianceEstimate none = new VarianceEstimate(0, groups.fewest() - 1.0);
            return PairedDifference.of(metric, influence, none, confidence, groups);
        }
        Optional<UndeterminedReason> obstacle = estimator.obstacle();
        if (obstacle.isPresent()) {
            return withoutError(metric, influence, groups, obstacle.get());
        }
        VarianceEstimate variance = estimator.estimate(contributions);
        return Double.isFinite(variance.variance())
                ? PairedDifference.of(metric, influence, variance, confidence, groups)
                : withoutError(metric, influence, groups, UndeterminedReason.OUT_OF_RANGE);
    }

    private static PairedEstimate undetermined(Metric metric, EventGroups groups, UndeterminedReason reason) {
        return new UndeterminedDifference(
                metric, groups.events(), OptionalDouble.empty(), OptionalDouble.empty(), reason);
    }

    private static PairedEstimate withoutError(
            Metric metric, PairedInfluence influence, EventGroups groups, UndeterminedReason reason) {
        return new UndeterminedDifference(
                metric,
                groups.events(),
                OptionalDouble.of(influence.live()),
                OptionalDouble.of(influence.candidate()),
                reason);
    }
}
