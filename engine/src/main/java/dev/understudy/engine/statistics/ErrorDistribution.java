package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cumulative distribution of one model's absolute error on a regression task, as quantiles for drawing.
 *
 * @param points error and share, both rising; the last has the largest error and the share 1; empty without events
 */
public record ErrorDistribution(List<Point> points) {
    /**
     * One point of the distribution.
     *
     * @param absoluteError in the outcome's unit
     * @param share of the events' weight whose error is at most that, in (0, 1]
     */
    public record Point(double absoluteError, double share) {}

    public ErrorDistribution {
        points = List.copyOf(points);
    }

    /**
     * The distribution in a sample. Where there are more distinct errors than points may be drawn, points are kept at
     * even steps of the share.
     *
     * @param sample the events, with their weights
     * @param side whose predictions
     * @param maximumPoints how many points may be drawn, at least 2
     * @throws IllegalArgumentException if the task is not a regression or there are too few points
     */
    public static ErrorDistribution of(PairedSample sample, Side side, int maximumPoints) {
        ChartChecks.require(sample, TaskKind.REGRESSION);
        ChartChecks.requireAtLeast(2, maximumPoints, "points");
        double[] errors = new double[sample.size()];
        Arrays.setAll(errors, i -> EventTerm.absoluteError(sample, side, i));
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        double[] distinct = SortedNumbers.withoutRepeats(sorted);
        double[] weights = new double[distinct.length];
        double total = 0;
        for (int i = 0; i < errors.length; i++) {
            weights[Arrays.binarySearch(distinct, errors[i])] += sample.weight(i);
            total += sample.weight(i);
        }
        return new ErrorDistribution(total == 0 ? List.of() : points(distinct, weights, total, maximumPoints));
    }

    private static List<Point> points(double[] errors, double[] weights, double total, int maximumPoints) {
        double step = errors.length <= maximumPoints ? 0 : 1.0 / (maximumPoints - 1);
        List<Point> points = new ArrayList<>();
        double kept = 0;
        double share = 0;
        int last = errors.length - 1;
        while (weights[last] == 0) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            share += weights[i] / total;
            // One place is left for the largest error.
            if (share > kept && share - kept >= step && points.size() < maximumPoints - 1) {
                points.add(new Point(errors[i], Math.min(1, share)));
                kept = share;
            }
        }
        points.add(new Point(errors[last], 1));
        return points;
    }
}
