package dev.understudy.engine.simulation;

import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.RawColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** The columns by which events are sliced, with one code a text over all days. Not for several threads. */
final class SliceColumns {
    /** More slices than anybody reads say nothing. */
    private static final int MOST_VALUES = 20;

    private final List<String> names;
    private final List<String> reported;
    private final List<Map<String, Integer>> codes = new ArrayList<>();
    private final List<List<String>> texts = new ArrayList<>();

    SliceColumns(TaskDefinition task) {
        this.names = names(task);
        this.reported = task.gate().slices();
        names.forEach(name -> {
            codes.add(new HashMap<>());
            texts.add(new ArrayList<>());
        });
    }

    /** All columns that the gate slices by, in one order. */
    static List<String> names(TaskDefinition task) {
        TreeSet<String> names = new TreeSet<>(task.gate().slices());
        task.gate().metrics().stream()
                .map(GateMetric::slice)
                .forEach(slice -> slice.ifPresent(named -> names.add(named.column())));
        return List.copyOf(names);
    }

    /** The codes of a day's rows from {@link TrafficDay#from()} on, by column. */
    int[][] codes(TrafficDay day) {
        int[][] all = new int[names.size()][];
        for (int column = 0; column < all.length; column++) {
            all[column] = codes(column, day);
        }
        return all;
    }

    private int[] codes(int column, TrafficDay day) {
        int[] rows = new int[day.to() - day.from()];
        Optional<RawColumn> values = day.column(names.get(column));
        if (values.isEmpty()) {
            Arrays.fill(rows, RawColumn.MISSING);
            return rows;
        }
        values.get().codes(day.from(), rows.length, rows);
        List<String> dictionary = values.get().dictionary();
        int[] overall = new int[dictionary.size()];
        for (int i = 0; i < overall.length; i++) {
            String text = dictionary.get(i);
            Integer known =
                    codes.get(column).putIfAbsent(text, texts.get(column).size());
            overall[i] = known == null ? texts.get(column).size() : known;
            if (known == null) {
                texts.get(column).add(text);
            }
        }
        for (int row = 0; row < rows.length; row++) {
            rows[row] = rows[row] == RawColumn.MISSING ? RawColumn.MISSING : overall[rows[row]];
        }
        return rows;
    }

    /** The codes of labelled rows, beside the paired sample. */
    static final class Rows {
        private final int[][] columns;
        private int size;

        Rows(int columns) {
            this.columns = new int[columns][16];
        }

        void add(ReplayDay day, int row) {
            for (int column = 0; column < columns.length; column++) {
                columns[column] = reach(columns[column], size + 1);
                columns[column][size] = day.slice(column, row);
            }
            size++;
        }

        void addAll(Rows later) {
            for (int column = 0; column < columns.length; column++) {
                columns[column] = reach(columns[column], size + later.size);
                System.arraycopy(later.columns[column], 0, columns[column], size, later.size);
            }
            size += later.size;
        }

        private static int[] reach(int[] values, int size) {
            return size <= values.length ? values : Arrays.copyOf(values, Math.max(size, values.length * 3 / 2));
        }
    }

    /**
     * Columns with the rows of a whole window.
     *
     * @param columns what the codes mean
     * @param rows the codes
     */
    record Sliced(SliceColumns columns, Rows rows) {
        /** Which rows have this value; none if nobody slices by the column. */
        IntPredicate rows(String name, String value) {
            int column = columns.names.indexOf(name);
            int code = column < 0 ? -1 : columns.codes.get(column).getOrDefault(value, -1);
            return row -> code >= 0 && rows.columns[column][row] == code;
        }

        /** The largest slices of each column that the gate names. */
        List<Slice> reported() {
            List<Slice> slices = new ArrayList<>();
            columns.reported.forEach(name -> slices.addAll(largest(name)));
            return slices;
        }

        private List<Slice> largest(String name) {
            int column = columns.names.indexOf(name);
            List<String> values = columns.texts.get(column);
            long[] counts = new long[values.size()];
            for (int row = 0; row < rows.size; row++) {
                int code = rows.columns[column][row];
                if (code >= 0) {
                    counts[code]++;
                }
            }
            List<Slice> slices = new ArrayList<>();
            for (int code = 0; code < counts.length; code++) {
                if (counts[code] > 0) { // a text may stand on events without outcome only
                    slices.add(new Slice(name, values.get(code), counts[code]));
                }
            }
            slices.sort(Comparator.comparingLong(Slice::events).reversed().thenComparing(Slice::value));
            return slices.subList(0, Math.min(MOST_VALUES, slices.size()));
        }
    }

    /**
     * A slice to report.
     *
     * @param column the column
     * @param value its value
     * @param events labelled events
     */
    record Slice(String column, String value, long events) {}
}
