package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.UtcInstant;
import dev.understudy.engine.task.FeatureType;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import java.time.DateTimeException;
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
    private final List<String> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    /**
     * A reader for files with these columns.
     *
     * @param wholeEvents whether rows hold events with their inputs, or outcomes alone
     */
    RowReader(TaskDefinition task, String file, List<String> columns, boolean wholeEvents) {
        this.task = task;
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
        Instant time = instant(row, task.event().time())
                .orElseThrow(() -> missing(task.event().time()));
        Map<String, String> input = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (task.isInput(columns.get(i))) {
                input.put(columns.get(i), row.values().get(i));
            }
        }
        RawInput raw = RawInput.of(input);
        checkNumbers(raw);
        return new TrafficEvent(
                id(row), time, time, task.event().cluster().flatMap(column -> text(row, column)), maturesAt(row), raw);
    }

    /** The outcome of a row, if it has one. */
    Optional<Outcome> outcome(RowSource.Row row) {
        return text(row, task.outcome().column()).map(value -> {
            if (task.kind() == TaskKind.REGRESSION
                    && CanonicalValue.number(value).isEmpty()) {
                throw invalid(task.outcome().column() + ": expected a number, and found " + Quoted.of(value));
            }
            String knownAt = task.outcome().knownAt().orElse(task.event().time());
            return new Outcome(
                    id(row), value, instant(row, knownAt).orElseThrow(() -> missing(knownAt)), maturesAt(row));
        });
    }

    private Optional<Instant> maturesAt(RowSource.Row row) {
        return task.outcome().maturity() instanceof Maturity.Column(String name) && positions.containsKey(name)
                ? instant(row, name)
                : Optional.empty();
    }

    /** What cannot be encoded is told at the door, and not when a model meets it. */
    private void checkNumbers(RawInput input) {
        task.features().forEach(feature -> {
            String value = input.get(feature.name());
            if (feature.type() == FeatureType.NUMERIC
                    && value != null
                    && CanonicalValue.number(value).isEmpty()) {
                throw invalid(feature.name() + ": expected a number, and found " + Quoted.of(value));
            }
        });
    }

    private Optional<Instant> instant(RowSource.Row row, String column) {
        String cell = cell(row, column);
        if (cell == null || cell.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UtcInstant.parse(cell));
        } catch (DateTimeException e) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    column + ": expected an ISO-8601 instant or date, and found " + Quoted.of(cell),
                    e);
        }
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
        return Optional.ofNullable(CanonicalValue.of(cell(row, column)));
    }

    private @Nullable String cell(RowSource.Row row, String column) {
        Integer position = positions.get(column);
        return position == null ? null : row.values().get(position);
    }

    private static UnderstudyException missing(String column) {
        return invalid(column + ": is missing");
    }

    private static UnderstudyException invalid(String why) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, why);
    }
}
