package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * Computes metrics with their influence values.
 *
 * @param costs what wrong decisions cost, or null where the task names no costs
 */
public record InfluenceCalculator(@Nullable DecisionCosts costs) {

    /**
     * A metric of both models on the same events. Weights are respected: events of weight 0 change nothing, and an
     * event of weight 2 has the effect on the value of two copies.
     *
     * @return a {@link PairedInfluence} with one contribution per event, or the reason why there is none
     * @throws IllegalArgumentException if the metric does not measure tasks of the sample's kind
     */
    public Influence of(Metric metric, PairedSample sample) {
        TaskKind kind = sample.kind();
        if (!metric.kinds().contains(kind)) {
            throw new IllegalArgumentException(metric.key() + " does not measure a " + kind.key() + " task");
        }
        InfluenceFunction function = functionOf(metric);
        return switch (function.of(sample, Side.LIVE)) {
            case ModelInfluence.Undefined(UndeterminedReason reason) -> new UndefinedInfluence(reason);
            case ModelInfluence.Defined live ->
                switch (function.of(sample, Side.CANDIDATE)) {
                    case ModelInfluence.Undefined(UndeterminedReason reason) -> new UndefinedInfluence(reason);
                    case ModelInfluence.Defined candidate -> pair(live, candidate);
                };
        };
    }

    private static PairedInfluence pair(ModelInfluence.Defined live, ModelInfluence.Defined candidate) {
        double[] difference = candidate.contributions();
        double[] subtrahend = live.contributions();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= subtrahend[i];
        }
        return PairedInfluence.owning(live.value(), candidate.value(), difference);
    }

    InfluenceFunction functionOf(Metric metric) {
        return switch (metric) {
            case AUC -> new AucInfluence();
            case AVERAGE_PRECISION -> new AveragePrecisionInfluence();
            case LOG_LOSS -> RatioInfluence.mean(EventTerm::logLoss);
            case BRIER -> RatioInfluence.mean(EventTerm::squaredError);
            case ACCURACY -> RatioInfluence.mean(EventTerm::right);
            case COST ->
                costs == null
                        ? (sample, side) -> new ModelInfluence.Undefined(UndeterminedReason.NO_COSTS)
                        : RatioInfluence.mean(EventTerm.cost(costs));
            case PRECISION ->
                new RatioInfluence(
                        EventTerm::truePositive, EventTerm::positiveLabel, UndeterminedReason.TOO_FEW_POSITIVE_LABELS);
            case RECALL ->
                new RatioInfluence(
                        EventTerm::truePositive,
                        EventTerm::positiveOutcome,
                        UndeterminedReason.TOO_FEW_POSITIVE_OUTCOMES);
            case F1 ->
                // 2 TP / (2 TP + FP + FN), the denominator being the positive labels plus the positive outcomes
                new RatioInfluence(
                        EventTerm::twiceTruePositive,
                        EventTerm::positiveLabelsAndOutcomes,
                        UndeterminedReason.TOO_FEW_POSITIVE_OUTCOMES);
            case MACRO_F1 -> new MacroF1Influence();
            case MAE -> RatioInfluence.mean(EventTerm::absoluteError);
            case RMSE -> new RootInfluence(RatioInfluence.mean(EventTerm::squaredError));
            case R2 -> new ExplainedVarianceInfluence();
        };
    }
}
