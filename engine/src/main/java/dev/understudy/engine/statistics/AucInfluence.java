package dev.understudy.engine.statistics;

/**
 * The area under the ROC curve with the placement values of DeLong, DeLong and Clarke-Pearson (1988): of a positive
 * event, the weighted share of the negatives that score below it, ties counting half; of a negative one, the share of
 * the positives above. One sort gives all of them (Sun and Xu 2014).
 */
record AucInfluence() implements InfluenceFunction {
    @Override
    public ModelInfluence of(PairedSample sample, Side side) {
        EffectiveSize positives = new EffectiveSize();
        EffectiveSize negatives = new EffectiveSize();
        for (int i = 0; i < sample.size(); i++) {
            (sample.outcome(i) == 1 ? positives : negatives).add(sample.weight(i));
        }
        if (!positives.isPlural() || !negatives.isPlural()) {
            return new ModelInfluence.Undefined(UndeterminedReason.TOO_FEW_OF_A_CLASS);
        }
        ScoreRanks ranks = sample.ranks(side);
        double[] positivesBelow = ranks.positivesBelow();
        double[] negativesBelow = ranks.negativesBelow();
        double auc = ranks.auc(negativesBelow);
        double positiveScale = positives.smallSampleFactor() / positives.weight();
        double negativeScale = negatives.smallSampleFactor() / negatives.weight();
        double[] contributions = new double[sample.size()];
        for (int i = 0; i < contributions.length; i++) {
            int rank = ranks.rankOf(i);
            contributions[i] = sample.outcome(i) == 1
                    ? sample.weight(i) * (negativesBelow[rank] / negatives.weight() - auc) * positiveScale
                    : sample.weight(i) * (1 - positivesBelow[rank] / positives.weight() - auc) * negativeScale;
        }
        return new ModelInfluence.Defined(auc, contributions);
    }
}
