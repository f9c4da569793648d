package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;

/** What one event adds to a sum, for one of the models. */
@FunctionalInterface
interface EventTerm {
    /** Probabilities are kept this far from 0 and 1, so that one surprise does not make the log loss infinite. */
    double CLIP = 1e-15;

    double of(PairedSample sample, Side side, int index);

    static double one(PairedSample sample, Side side, int index) {
        return 1;
    }

    static double logLoss(PairedSample sample, Side side, int index) {
        double score = sample.score(side, index);
        boolean isNegative = sample.kind() == TaskKind.BINARY && sample.outcome(index) == 0;
        double probabilityOfTruth = isNegative ? 1 - score : score;
        return -Math.log(Math.clamp(probabilityOfTruth, CLIP, 1 - CLIP));
    }

    static double squaredError(PairedSample sample, Side side, int index) {
        double error = sample.score(side, index) - sample.outcome(index);
        return error * error;
    }

    static double absoluteError(PairedSample sample, Side side, int index) {
        return Math.abs(sample.score(side, index) - sample.outcome(index));
    }

    static double right(PairedSample sample, Side side, int index) {
        return sample.label(side, index) == sample.outcome(index) ? 1 : 0;
    }

    static double positiveOutcome(PairedSample sample, Side side, int index) {
        return sample.outcome(index);
    }

    static double positiveLabel(PairedSample sample, Side side, int index) {
        return sample.label(side, index);
    }

    static double truePositive(PairedSample sample, Side side, int index) {
        return sample.outcome(index) * sample.label(side, index);
    }

    static double positiveLabelsAndOutcomes(PairedSample sample, Side side, int index) {
        return sample.label(side, index) + sample.outcome(index);
    }

    static double twiceTruePositive(PairedSample sample, Side side, int index) {
        return 2 * truePositive(sample, side, index);
    }

    static EventTerm cost(DecisionCosts costs) {
        return (sample, side, index) -> costs.of(sample.outcome(index), sample.label(side, index));
    }
}
