package dev.understudy.engine.statistics;

import java.util.Arrays;

/**
 * The mean over classes of F1 = 2 TP / (2 TP + FP + FN), by the delta method for each. The classes are those that occur
 * among the outcomes, which are the same for both models; a label of any other class is an error of the true one.
 */
record MacroF1Influence() implements InfluenceFunction {
    @Override
    public ModelInfluence of(PairedSample sample, Side side) {
        EffectiveSize events = new EffectiveSize();
        DenseIds classes = new DenseIds();
        for (int i = 0; i < sample.size(); i++) {
            events.add(sample.weight(i));
            if (sample.weight(i) > 0) {
                classes.idOf((long) sample.outcome(i));
            }
        }
        if (!events.isPlural()) {
            return new ModelInfluence.Undefined(UndeterminedReason.TOO_FEW_EVENTS);
        }
        double[] twiceRight = new double[classes.count()];
        double[] mentions = new double[classes.count()];
        for (int i = 0; i < sample.size(); i++) {
            if (sample.weight(i) > 0) {
                int truth = classes.idOf((long) sample.outcome(i));
                int label = classes.find(sample.label(side, i));
                mentions[truth] += sample.weight(i);
                if (label >= 0) {
                    mentions[label] += sample.weight(i);
                }
                twiceRight[truth] += truth == label ? 2 * sample.weight(i) : 0;
            }
        }
        double[] f1 = new double[classes.count()];
        Arrays.setAll(f1, k -> twiceRight[k] / mentions[k]);
        double scale = events.smallSampleFactor() / classes.count();
        double[] contributions = new double[sample.size()];
        for (int i = 0; i < contributions.length; i++) {
            if (sample.weight(i) > 0) {
                int truth = classes.idOf((long) sample.outcome(i));
                int label = classes.find(sample.label(side, i));
                double move = ((truth == label ? 2 : 0) - f1[truth]) / mentions[truth];
                if (label >= 0) {
                    move -= f1[label] / mentions[label];
                }
                contributions[i] = sample.weight(i) * move * scale;
            }
        }
        return new ModelInfluence.Defined(Arrays.stream(f1).sum() / classes.count(), contributions);
    }
}
