package dev.understudy.engine.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How much wider the days' part of a variance is because a day resembles the day before. The daily sums are taken as an
 * autoregression of the first order, whose long-run variance is (1 + ρ)/(1 − ρ) times that of a day. What a few weeks show of
 * ρ is too small on average, by (1 + 3ρ)/D (Kendall 1954), and uncertain by √((1 − ρ²)/D) (Bartlett 1946); since an interval
 * that is too short costs more than one that is too long, up to that uncertainty is added: all of it where what is shown is as
 * large as its error, nothing where nothing is shown. Of what was tried in simulated worlds this keeps a 95 % interval at 93 %
 * or more where ρ is 0.6, and at 97 % or less where it is 0.
 */
final class SerialCorrelation {
    /** Beyond it a window of some weeks cannot tell a series from a trend. */
    private static final double MOST = 0.9;
    /** Three weeks. */
    private static final int FEW_DAYS = 21;

    private static final double CAUTION = 1.25;
    private static final double CAUTION_OF_FEW_DAYS = 2;

    private SerialCorrelation() {}

    /**
     * The factor, at least 1. Negative correlation is not credited.
     *
     * @param sums of the contributions, one a day
     * @param days of the sums, counted from 1970-01-01, in any order
     */
    static double inflation(double[] sums, int[] days) {
        double[] byDay = new double[sums.length];
        int[] order = IntStream.range(0, days.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> days[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double squares = 0;
        double products = 0;
        int followed = 1;
        for (int i = 0; i < order.length; i++) {
            byDay[i] = sums[order[i]];
            squares += byDay[i] * byDay[i];
            if (i > 0 && days[order[i]] == days[order[i - 1]] + 1) {
                products += byDay[i] * byDay[i - 1];
                followed++;
            }
        }
        if (followed < 2 || squares == 0) {
            return 1;
        }
        double shown = products / followed / (squares / sums.length);
        double error = Math.sqrt(Math.max(0, 1 - shown * shown) / followed);
        double unbiased = shown + (1 + 3 * shown) / followed;
        if (unbiased <= 0) {
            return 1;
        }
        double caution = (followed < FEW_DAYS ? CAUTION_OF_FEW_DAYS : CAUTION) * Math.min(error, unbiased);
        double correlation = Math.min(unbiased + caution, MOST);
        return (1 + correlation) / (1 - correlation);
    }
}
