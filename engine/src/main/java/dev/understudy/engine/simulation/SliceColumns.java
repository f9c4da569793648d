package dev.understudy.engine.simulation;

import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.RawInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** The columns by which events are sliced, row for row beside the paired sample. */
final class SliceColumns {
    /** More slices than anybody reads say nothing. */
    private static final int MOST_VALUES = 20;

    private final Map<String, FeatureColumn.Categorical> columns = new LinkedHashMap<>();
    private final List<String> reported;

    SliceColumns(TaskDefinition task) {
        this.reported = task.gate().slices();
        TreeSet<String> names = new TreeSet<>(reported);
        task.gate().metrics().stream()
                .map(GateMetric::slice)
                .forEach(slice -> slice.ifPresent(named -> names.add(named.column())));
        names.forEach(name -> columns.put(name, new FeatureColumn.Categorical(name)));
    }

    void add(RawInput input) {
        columns.forEach((name, column) -> column.add(input.get(name)));
    }

    /** Which rows have this value; none if nobody slices by the column. */
    IntPredicate rows(String name, String value) {
        FeatureColumn.Categorical column = columns.get(name);
        int code = column == null ? -1 : column.dictionary().indexOf(value);
        return row -> code >= 0 && column != null && column.value(row) == code;
    }

    /**
     * A slice to report.
     *
     * @param column the column
     * @param value its value
     * @param events labelled events
     */
    record Slice(String column, String value, long events) {}

    /** The largest slices of each column that the gate names. */
    List<Slice> reported() {
        List<Slice> slices = new ArrayList<>();
        for (String name : reported) {
            FeatureColumn.Categorical column = columns.get(name);
            if (column != null) {
                largest(name, column).forEach(slices::add);
            }
        }
        return slices;
    }

    private static List<Slice> largest(String name, FeatureColumn.Categorical column) {
        List<String> values = column.dictionary();
        long[] counts = new long[values.size()];
        for (int row = 0; row < column.rows(); row++) {
            if (column.value(row) >= 0) {
                counts[column.value(row)]++;
            }
        }
        List<Slice> slices = new ArrayList<>();
        for (int code = 0; code < counts.length; code++) {
            slices.add(new Slice(name, values.get(code), counts[code]));
        }
        slices.sort(Comparator.comparingLong(Slice::events).reversed().thenComparing(Slice::value));
        return slices.subList(0, Math.min(MOST_VALUES, slices.size()));
    }
}
