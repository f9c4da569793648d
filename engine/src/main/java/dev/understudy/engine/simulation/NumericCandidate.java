package dev.understudy.engine.simulation;

import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.statistics.Slicing;
import dev.understudy.engine.traffic.CanonicalValue;
import dev.understudy.engine.traffic.RawColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A column of numbers: by its few values, else by the quarters of the window. Numbers are kept in single precision. */
final class NumericCandidate implements CandidateColumn {
    private static final int MOST_VALUES = 10;
    private static final int QUARTERS = 4;

    private final String name;
    private final float[] values;

    NumericCandidate(String name, int events) {
        this.name = name;
        this.values = new float[events];
        Arrays.fill(values, Float.NaN);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean read(Optional<RawColumn> column, TrafficDay day, int[] rows, int first) {
        column.ifPresent(present -> {
            double[] numbers = new double[day.to() - day.from()];
            present.numbers(day.from(), numbers.length, numbers);
            for (int i = 0; i < rows.length; i++) {
                values[first + i] = (float) numbers[rows[i] - day.from()];
            }
        });
        return true;
    }

    @Override
    public Optional<Slicing> slicing() {
        float[] sorted = values.clone();
        Arrays.parallelSort(sorted); // what is missing comes last
        int present = sorted.length;
        while (present > 0 && Float.isNaN(sorted[present - 1])) {
            present--;
        }
        if (present == 0) {
            return Optional.empty();
        }
        float[] distinct = distinct(sorted, present);
        return Optional.of(distinct.length <= MOST_VALUES ? byValue(distinct) : byQuarter(sorted, present));
    }

    /** The distinct values, or one more than are taken one by one. */
    private static float[] distinct(float[] sorted, int present) {
        float[] distinct = new float[MOST_VALUES + 1];
        int count = 0;
        for (int i = 0; i < present && count <= MOST_VALUES; i++) {
            if (count == 0 || sorted[i] > distinct[count - 1]) {
                distinct[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(distinct, count);
    }

    private Slicing byValue(float[] distinct) {
        List<String> slices = new ArrayList<>();
        for (float value : distinct) {
            slices.add(name + "=" + text(value));
        }
        slices.add(name + " missing");
        return new Slicing(slices, codes(distinct, 1));
    }

    private Slicing byQuarter(float[] sorted, int present) {
        float[] edges = new float[QUARTERS - 1];
        int count = 0;
        for (int quarter = 1; quarter < QUARTERS; quarter++) {
            float edge = sorted[(int) ((long) present * quarter / QUARTERS)];
            if (edge > (count == 0 ? sorted[0] : edges[count - 1])) {
                edges[count++] = edge;
            }
        }
        List<String> slices = new ArrayList<>();
        slices.add(count == 0 ? name + " present" : name + " < " + text(edges[0]));
        for (int i = 1; i < count; i++) {
            slices.add(text(edges[i - 1]) + " ≤ " + name + " < " + text(edges[i]));
        }
        if (count > 0) {
            slices.add(name + " ≥ " + text(edges[count - 1]));
        }
        slices.add(name + " missing");
        return new Slicing(slices, codes(Arrays.copyOf(edges, count), 0));
    }

    /** The number of edges that a value reaches, less an offset; what is missing comes after all of them. */
    private short[] codes(float[] edges, int offset) {
        short[] codes = new short[values.length];
        for (int i = 0; i < codes.length; i++) {
            int reached = 0;
            if (Float.isNaN(values[i])) {
                reached = edges.length + 1;
            } else {
                while (reached < edges.length && values[i] >= edges[reached]) {
                    reached++;
                }
            }
            codes[i] = (short) (reached - offset);
        }
        return codes;
    }

    private static String text(float value) {
        return CanonicalValue.ofNumber(Double.parseDouble(Float.toString(value)));
    }
}
