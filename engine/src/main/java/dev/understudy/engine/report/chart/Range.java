package dev.understudy.engine.report.chart;

import java.util.stream.DoubleStream;

/**
 * From where to where an axis goes.
 *
 * @param low finite
 * @param high finite, and larger
 */
public record Range(double low, double high) {
    private static final double AIR = 0.06;

    public Range {
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException("a range goes from low to high, and not from " + low + " to " + high);
        }
    }

    /** From the one to the other; a little about them where they are the same. */
    public static Range between(double low, double high) {
        return low < high ? new Range(low, high) : around(DoubleStream.of(low));
    }

    /** A range with all these values and a little air; those that are not finite are passed over. */
    public static Range around(DoubleStream values) {
        var summary = values.filter(Double::isFinite).summaryStatistics();
        if (summary.getCount() == 0) {
            return new Range(0, 1);
        }
        double size = summary.getMax() - summary.getMin();
        double air = size > 0 ? size * AIR : Math.max(Math.abs(summary.getMax()) * AIR, 1e-6);
        return new Range(summary.getMin() - air, summary.getMax() + air);
    }

    /** From 0 to a little above the largest value, for shares. */
    public static Range fromZero(DoubleStream values) {
        double most = values.filter(Double::isFinite).max().orElse(0);
        return new Range(0, most > 0 ? most * (1 + 2 * AIR) : 1);
    }
}
