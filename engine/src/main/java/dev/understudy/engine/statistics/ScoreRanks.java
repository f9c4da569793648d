package dev.understudy.engine.statistics;

/**
 * The distinct scores of one model in rising order, with the weight of the positive and of the negative events at each:
 * one sort, from which placement values and curves are sums along the ranks. Binary tasks only.
 */
final class ScoreRanks {
    private final int count;
    /** As many as there are ranks, and unused ones behind; the same for the next but one. */
    private final double[] scores;

    private final int[] rankOfEvent;
    private final double[] positives;
    private final double[] negatives;
    private final double allPositives;
    private final double allNegatives;

    private ScoreRanks(int count, double[] scores, int[] rankOfEvent, double[] positives, double[] negatives) {
        this.count = count;
        this.scores = scores;
        this.rankOfEvent = rankOfEvent;
        this.positives = positives;
        this.negatives = negatives;
        this.allPositives = total(positives, count);
        this.allNegatives = total(negatives, count);
    }

    static ScoreRanks of(PairedSample sample, Side side) {
        int n = sample.size();
        double[] sorted = new double[n];
        int[] events = new int[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = sample.score(side, i) + 0.0; // turns -0 into 0
            events[i] = sample.outcome(i) == 1 ? ~i : i; // the outcome comes along, and is not looked for again
        }
        ScoreSort.sort(sorted, events);
        return sample.isWeighted() ? weighted(sample, sorted, events) : counted(sorted, events);
    }

    private static ScoreRanks counted(double[] sorted, int[] events) {
        int n = sorted.length;
        int[] rankOfEvent = new int[n];
        double[] positives = new double[n];
        double[] negatives = new double[n];
        int rank = -1;
        for (int i = 0; i < n; i++) {
            if (i == 0 || sorted[i] != sorted[rank]) {
                sorted[++rank] = sorted[i]; // what is distinct moves to the front
            }
            int event = events[i];
            if (event < 0) {
                positives[rank]++;
                rankOfEvent[~event] = rank;
            } else {
                negatives[rank]++;
                rankOfEvent[event] = rank;
            }
        }
        return new ScoreRanks(rank + 1, sorted, rankOfEvent, positives, negatives);
    }

    private static ScoreRanks weighted(PairedSample sample, double[] sorted, int[] events) {
        int n = sorted.length;
        int[] rankOfEvent = new int[n];
        int rank = -1;
        for (int i = 0; i < n; i++) {
            if (i == 0 || sorted[i] != sorted[rank]) {
                sorted[++rank] = sorted[i]; // what is distinct moves to the front
            }
            rankOfEvent[Math.max(events[i], ~events[i])] = rank;
        }
        double[] positives = new double[rank + 1];
        double[] negatives = new double[rank + 1];
        // in the order of the events, so that sums of weights are the same whatever the sort does with ties
        for (int i = 0; i < n; i++) {
            (sample.outcome(i) == 1 ? positives : negatives)[rankOfEvent[i]] += sample.weight(i);
        }
        return new ScoreRanks(rank + 1, sorted, rankOfEvent, positives, negatives);
    }

    /** How many events were ranked. */
    int events() {
        return rankOfEvent.length;
    }

    /** The area under the ROC curve: the weighted share of the pairs that are in the right order, ties counting half. */
    double auc() {
        return auc(negativesBelow());
    }

    /**
     * The same, for whoever has the numbers already.
     *
     * @param below of {@link #negativesBelow}
     */
    double auc(double[] below) {
        CompensatedSum pairs = new CompensatedSum();
        for (int rank = 0; rank < count(); rank++) {
            pairs.add(positives[rank] * below[rank]);
        }
        return pairs.value() / (positives() * negatives());
    }

    /** The weight of all positive events. */
    double positives() {
        return allPositives;
    }

    /** The weight of all negative events. */
    double negatives() {
        return allNegatives;
    }

    private static double total(double[] weights, int count) {
        CompensatedSum sum = new CompensatedSum();
        for (int rank = 0; rank < count; rank++) {
            sum.add(weights[rank]);
        }
        return sum.value();
    }

    /** How many distinct scores there are. */
    int count() {
        return count;
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

    private double[] below(double[] weights) {
        double[] below = new double[count];
        CompensatedSum sum = new CompensatedSum();
        for (int rank = 0; rank < count; rank++) {
            below[rank] = sum.value() + weights[rank] / 2;
            sum.add(weights[rank]);
        }
        return below;
    }
}
