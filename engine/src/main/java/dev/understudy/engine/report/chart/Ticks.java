package dev.understudy.engine.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Round values along an axis: steps of 1, 2 or 5 times a power of ten.
 *
 * @param values rising, all between the ends of the axis
 * @param digits after the point that tell them apart
 */
public record Ticks(List<Double> values, int digits) {
    private static final double SLACK = 1e-9;

    public Ticks {
        values = List.copyOf(values);
    }

    /**
     * Ticks between two values.
     *
     * @param low a finite number
     * @param high a larger one
     * @param most how many are wanted at most, at least 2
     */
    public static Ticks between(double low, double high, int most) {
        double step = step((high - low) / most);
        List<Double> values = new ArrayList<>();
        long first = (long) Math.ceil(low / step - SLACK);
        long last = (long) Math.floor(high / step + SLACK);
        for (long i = first; i <= last; i++) {
            values.add(i * step);
        }
        return new Ticks(values, (int) Math.max(0, Math.ceil(-Math.log10(step) - SLACK)));
    }

    /** Ticks at whole days: every day, every few days, or every few weeks. */
    public static Ticks ofDays(double low, double high, int most) {
        int[] steps = {1, 2, 3, 7, 14, 28, 91, 182, 364};
        int step = steps[steps.length - 1];
        for (int i = steps.length - 1; i >= 0; i--) {
            step = (high - low) / steps[i] < most ? steps[i] : step;
        }
        List<Double> values = new ArrayList<>();
        for (double day = Math.ceil(low); day <= high; day += step) {
            values.add(day);
        }
        return new Ticks(values, 0);
    }

    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least * (1 - SLACK)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
