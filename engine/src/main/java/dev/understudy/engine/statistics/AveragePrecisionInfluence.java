package dev.understudy.engine.statistics;

/**
 * Average precision: the weighted mean over the positive events of P(s), the precision among the events that score at
 * least as high; events of equal score come in together. An event has a part in the mean itself, if it is positive, and
 * in P at every score up to its own: dP(t)/dw = (y - P(t)) / N(t), with N(t) the weight at or above t. The second part
 * is a sum along the ranks.
 */
record AveragePrecisionInfluence() implements InfluenceFunction {
    @Override
    public ModelInfluence of(PairedSample sample, Side side) {
        EffectiveSize events = new EffectiveSize();
        EffectiveSize positives = new EffectiveSize();
        for (int i = 0; i < sample.size(); i++) {
            events.add(sample.weight(i));
            positives.add(sample.outcome(i) == 1 ? sample.weight(i) : 0);
        }
        if (!positives.isPlural()) {
            return new ModelInfluence.Undefined(UndeterminedReason.TOO_FEW_POSITIVE_OUTCOMES);
        }
        ScoreRanks ranks = sample.ranks(side);
        double[] atLeast = new double[ranks.count()];
        double[] precision = new double[ranks.count()];
        accumulateFromTheTop(ranks, atLeast, precision);

        // Up to and including each rank: Σ p/N and Σ pP/N, with p the weight of the positives at a rank.
        double[] gain = new double[ranks.count()];
        double[] loss = new double[ranks.count()];
        CompensatedSum area = new CompensatedSum();
        CompensatedSum gains = new CompensatedSum();
        CompensatedSum losses = new CompensatedSum();
        for (int rank = 0; rank < ranks.count(); rank++) {
            double here = ranks.positives(rank);
            // Ranks above all weight have N = 0 and no positives.
            double share = here == 0 ? 0 : here / atLeast[rank];
            area.add(here * precision[rank]);
            gains.add(share);
            losses.add(share * precision[rank]);
            gain[rank] = gains.value();
            loss[rank] = losses.value();
        }
        double value = area.value() / positives.weight();
        double scale = events.smallSampleFactor() / positives.weight();
        double[] contributions = new double[sample.size()];
        for (int i = 0; i < contributions.length; i++) {
            int rank = ranks.rankOf(i);
            double own = sample.outcome(i) == 1 ? precision[rank] - value + gain[rank] : 0;
            contributions[i] = sample.weight(i) * (own - loss[rank]) * scale;
        }
        return new ModelInfluence.Defined(value, contributions);
    }

    private static void accumulateFromTheTop(ScoreRanks ranks, double[] atLeast, double[] precision) {
        CompensatedSum all = new CompensatedSum();
        CompensatedSum positive = new CompensatedSum();
        for (int rank = ranks.count() - 1; rank >= 0; rank--) {
            all.add(ranks.positives(rank));
            all.add(ranks.negatives(rank));
            positive.add(ranks.positives(rank));
            atLeast[rank] = all.value();
            precision[rank] = all.value() == 0 ? 0 : positive.value() / all.value();
        }
    }
}
