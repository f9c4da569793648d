package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds a task's columns in a file and reads events and outcomes from its rows. */
final class RowReader {
    private final TaskDefinition task;
    private final FactReader facts;
    private final Set<String> unseen;

    /**
     * A reader for files with these columns.
     *
     * @param derived what models derive from inputs, which no file needs to have
     * @param columns their names, where the file says them; else each row says its own
     * @param wholeEvents whether rows hold events with their inputs, or outcomes alone
     */
    RowReader(
            TaskDefinition task,
            DerivedInput derived,
            String file,
            Optional<List<String>> columns,
            boolean wholeEvents) {
        this.task = task;
        this.facts = new FactReader(task, derived);
        this.unseen = new LinkedHashSet<>(required(wholeEvents));
        unseen.removeAll(derived.names());
        columns.ifPresent(unseen::removeAll);
        if (columns.isPresent() && !unseen.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    file + ":1: the task " + task.name() + " expects columns that are missing: "
                            + String.join(", ", unseen));
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

    /** Columns that the task expects and no row had. */
    List<String> unseen() {
        return List.copyOf(unseen);
    }

    /** Takes note of the columns that a row has. */
    void see(Map<String, @Nullable String> row) {
        if (!unseen.isEmpty()) {
            unseen.removeAll(row.keySet());
        }
    }

    /** The event of a row. */
    TrafficEvent event(Map<String, @Nullable String> row) {
        String time = text(row, task.event().time())
                .orElseThrow(() -> missing(task.event().time()));
        Instant happened = FactReader.instant(task.event().time(), time);
        return facts.event(id(row), happened, happened, row);
    }

    /** The outcome of a row, if it has one. */
    Optional<Outcome> outcome(Map<String, @Nullable String> row) {
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
    private String id(Map<String, @Nullable String> row) {
        return text(row, task.event().id())
                .orElseThrow(() -> missing(task.event().id()));
    }

    private static Optional<String> text(Map<String, @Nullable String> row, String column) {
        return Optional.ofNullable(row.get(column)).filter(cell -> !cell.isEmpty());
    }

    private static UnderstudyException missing(String column) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, column + ": is missing");
    }
}
