package dev.understudy.engine.report;

import dev.understudy.engine.report.chart.Range;
import dev.understudy.engine.simulation.Charts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Between which limits a model's daily value usually lies: centre ± 3 standard deviations, both from medians (the
 * deviation is 1.4826 times the median absolute deviation), so that the days that stick out do not widen the limits that
 * are to show them. A share's deviation is at least that of counting independent events.
 */
final class UsualRange {
    /** With fewer days a median of deviations says nothing. */
    private static final int FEWEST_DAYS = 5;

    /** What makes the median absolute deviation of normal values their standard deviation. */
    private static final double OF_NORMAL = 1.4826;

    private static final double DEVIATIONS = 3;

    private UsualRange() {}

    /**
     * The limits of a daily share or mean.
     *
     * @param isShare whether the values are shares of the days' events, which stay in [0, 1]
     */
    static Optional<Range> of(List<Charts.Day> days, ToDoubleFunction<Charts.Day> value, boolean isShare) {
        double[] values =
                days.stream().mapToDouble(value).filter(Double::isFinite).toArray();
        if (values.length < FEWEST_DAYS) {
            return Optional.empty();
        }
        double centre = median(values);
        double deviation = OF_NORMAL
                * median(
                        Arrays.stream(values).map(day -> Math.abs(day - centre)).toArray());
        if (!isShare) {
            return deviation > 0
                    ? Optional.of(new Range(centre - DEVIATIONS * deviation, centre + DEVIATIONS * deviation))
                    : Optional.empty();
        }
        double events = median(days.stream().mapToDouble(Charts.Day::events).toArray());
        double counting = Math.sqrt(centre * (1 - centre) / Math.max(1, events));
        double reach = DEVIATIONS * Math.max(deviation, counting);
        return reach > 0
                ? Optional.of(new Range(Math.max(0, centre - reach), Math.min(1, centre + reach)))
                : Optional.empty();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
