package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import java.util.Arrays;
import java.util.List;

/**
 * How the scores of one model on a binary task spread over [0, 1], by what happened. Bin i of n holds the scores in
 * [i/n, (i+1)/n), the last one 1 too.
 *
 * @param positives the weight of the positive events in each bin
 * @param negatives the weight of the negative events in each bin
 */
public record ScoreHistogram(List<Double> positives, List<Double> negatives) {
    public ScoreHistogram {
        positives = List.copyOf(positives);
        negatives = List.copyOf(negatives);
        if (positives.size() != negatives.size()) {
            throw new IllegalArgumentException(
                    "both classes have the same bins, and not " + positives.size() + " and " + negatives.size());
        }
    }

    /**
     * Counts a sample.
     *
     * @param sample the events, with their weights
     * @param side whose scores
     * @param bins how many bins of equal width, at least 1
     * @throws IllegalArgumentException if the task is not binary or there is no bin
     */
    public static ScoreHistogram of(PairedSample sample, Side side, int bins) {
        ChartChecks.require(sample, TaskKind.BINARY);
        ChartChecks.requireAtLeast(1, bins, "bins");
        double[] positives = new double[bins];
        double[] negatives = new double[bins];
        for (int i = 0; i < sample.size(); i++) {
            int bin = Math.min(bins - 1, (int) (sample.score(side, i) * bins));
            (sample.outcome(i) == 1 ? positives : negatives)[bin] += sample.weight(i);
        }
        return new ScoreHistogram(boxed(positives), boxed(negatives));
    }

    private static List<Double> boxed(double[] bins) {
        return Arrays.stream(bins).boxed().toList();
    }

    /** How many bins there are. */
    public int bins() {
        return positives.size();
    }
}
