package dev.understudy.engine.statistics;

import java.util.Arrays;

/**
 * The distinct scores of one model in rising order, with the weight of the positive and of the negative events at each:
 * one sort, from which placement values and curves are sums along the ranks. Binary tasks only.
 */
final class ScoreRanks {
    private final double[] scores;
    private final int[] rankOfEvent;
    private final double[] positives;
    private final double[] negatives;

    private ScoreRanks(double[] scores, int[] rankOfEvent, double[] positives, double[] negatives) {
        this.scores = scores;
        this.rankOfEvent = rankOfEvent;
        this.positives = positives;
        this.negatives = negatives;
    }

    static ScoreRanks of(PairedSample sample, Side side) {
        int n = sample.size();
        double[] all = new double[n];
        for (int i = 0; i < n; i++) {
            all[i] = scoreOf(sample, side, i);
        }
        Arrays.sort(all);
        double[] distinct = SortedNumbers.withoutRepeats(all);
        int[] firstRanks = firstRanks(distinct);
        int[] rankOfEvent = new int[n];
        double[] positives = new double[distinct.length];
        double[] negatives = new double[distinct.length];
        for (int i = 0; i < n; i++) {
            double score = scoreOf(sample, side, i);
            int stretch = stretchOf(score, distinct.length);
            int rank = Arrays.binarySearch(distinct, firstRanks[stretch], firstRanks[stretch + 1], score);
            rankOfEvent[i] = rank;
            (sample.outcome(i) == 1 ? positives : negatives)[rank] += sample.weight(i);
        }
        return new ScoreRanks(distinct, rankOfEvent, positives, negatives);
    }

    /**
     * Where each of as many equal stretches of [0, 1] as there are scores begins among them. A score is then looked for
     * among a few neighbours and not among all, which takes most of the time otherwise.
     */
    private static int[] firstRanks(double[] distinct) {
        int[] first = new int[distinct.length + 2];
        int rank = 0;
        for (int stretch = 0; stretch < first.length; stretch++) {
            while (rank < distinct.length && stretchOf(distinct[rank], distinct.length) < stretch) {
                rank++;
            }
            first[stretch] = rank;
        }
        return first;
    }

    private static int stretchOf(double score, int stretches) {
        return (int) (score * stretches);
    }

    /** Adding 0 turns -0 into 0, which sorting would else put before it. */
    private static double scoreOf(PairedSample sample, Side side, int index) {
        return sample.score(side, index) + 0.0;
    }

    /** The weight of all positive events. */
    double positives() {
        return total(positives);
    }

    /** The weight of all negative events. */
    double negatives() {
        return total(negatives);
    }

    private static double total(double[] weights) {
        CompensatedSum sum = new CompensatedSum();
        for (double weight : weights) {
            sum.add(weight);
        }
        return sum.value();
    }

    /** How many distinct scores there are. */
    int count() {
        return scores.length;
    }

    double score(int rank) {
        return scores[rank];
    }

    int rankOf(int event) {
        return rankOfEvent[event];
    }

    /** The weight of the positive events with the score of this rank. */
    double positives(int rank) {
        return positives[rank];
    }

    /** The weight of the negative events with the score of this rank. */
    double negatives(int rank) {
        return negatives[rank];
    }

    /** Per rank, the weight of the positive events below it and half of those at it. */
    double[] positivesBelow() {
        return below(positives);
    }

    /** Per rank, the weight of the negative events below it and half of those at it. */
    double[] negativesBelow() {
        return below(negatives);
    }

    private static double[] below(double[] weights) {
        double[] below = new double[weights.length];
        CompensatedSum sum = new CompensatedSum();
        for (int rank = 0; rank < weights.length; rank++) {
            below[rank] = sum.value() + weights[rank] / 2;
            sum.add(weights[rank]);
        }
        return below;
    }
}
