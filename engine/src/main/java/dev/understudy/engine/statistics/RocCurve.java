package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ROC curve of one model, thinned for drawing.
 *
 * @param points from (0, 0) to (1, 1), both rates rising
 */
public record RocCurve(List<Point> points) {
    /**
     * One corner of the curve.
     *
     * @param falsePositiveRate the share of the negative events that score at least the threshold
     * @param truePositiveRate the share of the positive events that do
     * @param threshold the score, in [0, 1]; positive infinity at (0, 0)
     */
    public record Point(double falsePositiveRate, double truePositiveRate, double threshold) {}

    public RocCurve {
        points = List.copyOf(points);
    }

    /**
     * The curve of a binary sample. Events of equal score come in together. Where there are more distinct scores than
     * points may be drawn, corners are kept at even steps along the curve, so that steep and flat parts are drawn alike.
     *
     * @param sample the events, with their weights
     * @param side whose scores
     * @param maximumPoints how many points may be drawn, at least 2
     * @return the curve, or empty where only one class has events
     * @throws IllegalArgumentException if the task is not binary or there are too few points
     */
    public static Optional<RocCurve> of(PairedSample sample, Side side, int maximumPoints) {
        ChartChecks.require(sample, TaskKind.BINARY);
        ChartChecks.requireAtLeast(2, maximumPoints, "points");
        return of(sample.ranks(side), maximumPoints);
    }

    static Optional<RocCurve> of(ScoreRanks ranks, int maximumPoints) {
        double allPositives = 0;
        double allNegatives = 0;
        for (int rank = ranks.count() - 1; rank >= 0; rank--) {
            allPositives += ranks.positives(rank);
            allNegatives += ranks.negatives(rank);
        }
        if (allPositives == 0 || allNegatives == 0) {
            return Optional.empty();
        }
        // The way from (0, 0) to (1, 1), right and up, is 2 long.
        double step = ranks.count() < maximumPoints ? 0 : 2.0 / (maximumPoints - 1) * (1 + 1e-9);
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0, Double.POSITIVE_INFINITY));
        double last = 0;
        double positives = 0;
        double negatives = 0;
        for (int rank = ranks.count() - 1; rank > 0; rank--) {
            positives += ranks.positives(rank);
            negatives += ranks.negatives(rank);
            double way = positives / allPositives + negatives / allNegatives;
            if (way - last >= step && way > last) {
                points.add(new Point(negatives / allNegatives, positives / allPositives, ranks.score(rank)));
                last = way;
            }
        }
        points.add(new Point(1, 1, ranks.score(0)));
        return Optional.of(new RocCurve(points));
    }
}
