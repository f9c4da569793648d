package dev.understudy.engine.simulation;

import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.statistics.Slicing;
import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.RawColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The slices that a window's raw inputs offer: the values of columns with few of them, quarters of columns of numbers, and
 * what is missing. The task's features come first; of very wide inputs, not every column is looked at.
 */
final class SliceCandidates {
    private static final int MOST_COLUMNS = 40;

    private SliceCandidates() {}

    /**
     * Reads the columns.
     *
     * @param rows the events to look at, by stretch
     * @param again hands out the stretches, in their order
     */
    static List<Slicing> of(TaskDefinition task, List<int[]> rows, Consumer<Consumer<TrafficDay>> again) {
        int events = rows.stream().mapToInt(some -> some.length).sum();
        Map<String, CandidateColumn> columns = new LinkedHashMap<>();
        kinds(task, again)
                .forEach((name, numeric) -> columns.put(
                        name, numeric ? new NumericCandidate(name, events) : new TextCandidate(name, events)));
        again.accept(new Consumer<>() {
            private int stretch;
            private int event;

            @Override
            public void accept(TrafficDay day) {
                int[] chosen = stretch < rows.size() ? rows.get(stretch) : new int[0];
                stretch++;
                if (chosen.length > 0) {
                    int first = event;
                    columns.values().removeIf(column -> !column.read(day.column(column.name()), day, chosen, first));
                    event += chosen.length;
                }
            }
        });
        return columns.values().stream()
                .map(CandidateColumn::slicing)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Which columns to look at, in which order, and whether they hold numbers on all days. */
    private static Map<String, Boolean> kinds(TaskDefinition task, Consumer<Consumer<TrafficDay>> again) {
        Map<String, Boolean> found = new TreeMap<>();
        again.accept(day -> day.columnNames()
                .forEach(name -> found.merge(
                        name,
                        day.column(name).map(RawColumn::isNumeric).orElse(true),
                        (before, now) -> before && now)));
        Set<String> order = new LinkedHashSet<>(
                task.features().stream().map(FeatureDefinition::name).toList());
        order.retainAll(found.keySet());
        order.addAll(found.keySet());
        Map<String, Boolean> kinds = new LinkedHashMap<>();
        for (String name : new ArrayList<>(order).subList(0, Math.min(MOST_COLUMNS, order.size()))) {
            kinds.put(name, found.getOrDefault(name, false));
        }
        return kinds;
    }
}
