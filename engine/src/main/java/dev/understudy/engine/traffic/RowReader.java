package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a task's columns in a file and reads events and outcomes from its rows. */
final class RowReader {
    private final TaskDefinition task;
    private final FactReader facts;
    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    /**
     * A reader for files with these columns.
     *
     * @param wholeEvents whether rows hold events with their inputs, or outcomes alone
     */
    RowReader(TaskDefinition task, String file, List<String> columns, boolean wholeEvents) {
        this.task = task;
        this.facts = new FactReader(task);
        this.columns = columns;
        for (String column : columns) {
            positions.put(column, positions.size());
        }
        List<String> missing = required(wholeEvents).stream()
                .filter(column -> !positions.containsKey(column))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    file + ":1: the task " + task.name() + " expects columns that are missing: "
                            + String.join(", ", missing));
        }
    }

    private List<String> required(boolean wholeEvents) {
        List<String> names = new ArrayList<>();
        names.add(task.event().id());
        names.add(task.outcome().column());
        task.outcome().knownAt().ifPresent(names::add);
        if (wholeEvents) {
            names.add(task.event().time());
            task.event().cluster().ifPresent(names::add);
            if (task.outcome().maturity() instanceof Maturity.Column(String name)) {
                names.add(name);
            }
            task.features().forEach(feature -> names.add(feature.name()));
        }
        return names;
    }

    /** The event of a row. */
    TrafficEvent event(RowSource.Row row) {
        String time = text(row, task.event().time())
                .orElseThrow(() -> missing(task.event().time()));
        Map<String, @Nullable String> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), row.values().get(i));
        }
        Instant happened = FactReader.instant(task.event().time(), time);
        return facts.event(id(row), happened, happened, values);
    }

    /** The outcome of a row, if it has one. */
    Optional<Outcome> outcome(RowSource.Row row) {
        return text(row, task.outcome().column()).map(value -> {
            String knownAt = task.outcome().knownAt().orElse(task.event().time());
            return facts.outcome(
                    id(row),
                    value,
                    text(row, knownAt)
                            .map(text -> FactReader.instant(knownAt, text))
                            .orElseThrow(() -> missing(knownAt)),
                    task.outcome().maturity() instanceof Maturity.Column(String name)
                            ? text(row, name).map(text -> FactReader.instant(name, text))
                            : Optional.empty());
        });
    }

    /** An id is a name and no quantity: 1e3 and 1000 are two events. */
    private String id(RowSource.Row row) {
        String cell = cell(row, task.event().id());
        if (cell == null || cell.isEmpty()) {
            throw missing(task.event().id());
        }
        return cell;
    }

    private Optional<String> text(RowSource.Row row, String column) {
        return Optional.ofNullable(cell(row, column)).filter(cell -> !cell.isEmpty());
    }

    private @Nullable String cell(RowSource.Row row, String column) {
        Integer position = positions.get(column);
        return position == null ? null : row.values().get(position);
    }

    private static UnderstudyException missing(String column) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, column + ": is missing");
    }
}
