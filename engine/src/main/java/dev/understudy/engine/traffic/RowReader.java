package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds a task's columns in a file and reads facts from its rows. */
final class RowReader {
    private final TaskDefinition task;
    private final FileContent content;
    private final FactReader facts;
    private final Optional<ScoreReader> scores;
    private final Set<String> unseen;

    /**
     * A reader for files with these columns.
     *
     * @param derived what models derive from inputs, which no file needs to have
     * @param columns their names, where the file says them; else each row says its own
     * @param content what the rows hold
     */
    RowReader(
            TaskDefinition task,
            DerivedInput derived,
            String file,
            Optional<List<String>> columns,
            FileContent content) {
        this.task = task;
        this.content = content;
        this.facts = new FactReader(task, derived);
        this.scores = content instanceof FileContent.Predictions(ScoreColumns where)
                ? Optional.of(new ScoreReader(task, where))
                : Optional.empty();
        this.unseen = new LinkedHashSet<>(required(columns));
        unseen.removeAll(derived.names());
        columns.ifPresent(names -> names.forEach(this::see));
        if (columns.isPresent() && !unseen.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    file + ":1: the task " + task.name() + " expects columns that are missing: "
                            + String.join(", ", unseen));
        }
    }

    private List<String> required(Optional<List<String>> columns) {
        List<String> names = new ArrayList<>();
        names.add(task.event().id());
        switch (content) {
            case FileContent.Events events -> {
                addOutcome(names);
                addEvent(names);
            }
            case FileContent.Outcomes outcomes -> addOutcome(names);
            case FileContent.Predictions(ScoreColumns where) -> {
                names.add(where.describe(task.kind()));
                where.label().ifPresent(names::add);
                if (columns.isPresent() && columns.get().contains(task.outcome().column())) {
                    addOutcome(names); // a service's log seldom has outcomes, and then they come later
                }
                if (columns.isEmpty() || columns.get().contains(task.event().time())) {
                    addEvent(names);
                }
            }
        }
        return names;
    }

    private void addOutcome(List<String> names) {
        names.add(task.outcome().column());
        task.outcome().knownAt().ifPresent(names::add);
    }

    private void addEvent(List<String> names) {
        names.add(task.event().time());
        task.event().cluster().ifPresent(names::add);
        if (task.outcome().maturity() instanceof Maturity.Column(String name)) {
            names.add(name);
        }
        task.features().forEach(feature -> names.add(feature.name()));
    }

    /** Columns that the task expects and no row had. */
    List<String> unseen() {
        return List.copyOf(unseen);
    }

    /** Takes note of the columns that a row has. */
    private void see(String column) {
        unseen.remove(column);
        if (content instanceof FileContent.Predictions(ScoreColumns where)
                && (column.equals(where.score())
                        || (task.kind() == TaskKind.MULTICLASS && where.isOfOneClass(task, column)))) {
            unseen.remove(where.describe(task.kind()));
        }
    }

    /**
     * The facts of a row.
     *
     * @throws UnderstudyException DATA_INVALID, naming the value that cannot be taken
     */
    ImportedRow read(Map<String, @Nullable String> row) {
        if (!unseen.isEmpty()) {
            row.keySet().forEach(this::see);
        }
        return switch (content) {
            case FileContent.Events events ->
                new ImportedRow(id(row), Optional.of(event(row)), outcome(row), Optional.empty());
            case FileContent.Outcomes outcomes ->
                new ImportedRow(
                        id(row),
                        Optional.empty(),
                        Optional.of(outcome(row)
                                .orElseThrow(() ->
                                        new UnderstudyException(ErrorCode.DATA_INVALID, "the outcome is missing"))),
                        Optional.empty());
            case FileContent.Predictions(ScoreColumns where) -> predicted(row, where);
        };
    }

    /** A row without a time is about an event that is there already. */
    private ImportedRow predicted(Map<String, @Nullable String> row, ScoreColumns where) {
        LoggedScore score = scores.orElseThrow().read(row);
        if (!row.containsKey(task.event().time())) {
            return new ImportedRow(id(row), Optional.empty(), Optional.empty(), Optional.of(score));
        }
        Map<String, @Nullable String> fact = new HashMap<>(row);
        fact.keySet().removeIf(column -> where.holds(task, column));
        return new ImportedRow(id(row), Optional.of(event(fact)), outcome(fact), Optional.of(score));
    }

    private TrafficEvent event(Map<String, @Nullable String> row) {
        String time = text(row, task.event().time())
                .orElseThrow(() -> missing(task.event().time()));
        Instant happened = FactReader.instant(task.event().time(), time);
        return facts.event(id(row), happened, happened, row);
    }

    private Optional<Outcome> outcome(Map<String, @Nullable String> row) {
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
