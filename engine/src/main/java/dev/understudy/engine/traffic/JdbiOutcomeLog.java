package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.BulkRows;
import dev.understudy.engine.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The outcome log in the database. */
public final class JdbiOutcomeLog implements OutcomeLog {
    private static final List<String> COLUMNS =
            List.of("task", "event_id", "revision", "outcome_value", "known_at", "matures_at", "recorded_at");

    private final Supplier<Database> database;
    private final InstantSource clock;

    /** A log in an open database. */
    public JdbiOutcomeLog(Database database, InstantSource clock) {
        this(() -> database, clock);
    }

    /**
     * A log in a database that may yet have to be opened.
     *
     * @param database asked at each call; always the same one
     */
    public JdbiOutcomeLog(Supplier<Database> database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Revision(int number, Outcome outcome) {}

    @Override
    public AppendResult appendOutcomes(TaskName task, List<Outcome> outcomes) {
        return database.get().write(handle -> append(handle, task, outcomes, clock.instant()));
    }

    @Override
    public int unmatched(TaskName task, List<Outcome> outcomes) {
        return database.get().read(handle -> unmatched(handle, task, outcomes));
    }

    static int unmatched(Handle handle, TaskName task, List<Outcome> outcomes) {
        String[] ids = ids(outcomes);
        return ids.length
                - handle.createQuery("""
                                SELECT COUNT(e.event_id) FROM UNNEST(:ids) AS wanted(id)
                                LEFT JOIN event e ON e.task = :task AND e.event_id = wanted.id""")
                        .bind("task", task.text())
                        .bindArray("ids", String.class, (Object[]) ids)
                        .mapTo(Integer.class)
                        .one();
    }

    static AppendResult append(Handle handle, TaskName task, List<Outcome> outcomes, Instant now) {
        Map<String, List<Outcome>> known = existing(handle, task, ids(outcomes));
        List<Revision> fresh = new ArrayList<>();
        Set<Integer> positions = new HashSet<>();
        int duplicates = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            List<Outcome> revisions = known.computeIfAbsent(outcome.eventId(), id -> new ArrayList<>());
            if (revisions.contains(outcome)) {
                duplicates++;
            } else {
                revisions.add(outcome);
                fresh.add(new Revision(revisions.size(), outcome));
                positions.add(i);
            }
        }
        insert(handle, task, fresh, now);
        JdbiLogDays.outcomesAdded(handle, task, eventDays(handle, task, fresh));
        return new AppendResult(positions, duplicates, List.of());
    }

    /** All revisions of an event's outcome, in the order in which they were recorded. */
    static List<Outcome> of(Handle handle, TaskName task, String eventId) {
        return existing(handle, task, eventId).getOrDefault(eventId, List.of());
    }

    private static Map<String, List<Outcome>> existing(Handle handle, TaskName task, String... ids) {
        Map<String, List<Outcome>> known = new HashMap<>();
        handle.createQuery("""
                        SELECT o.event_id, o.outcome_value, o.known_at, o.matures_at
                        FROM UNNEST(:ids) AS wanted(id)
                        LEFT JOIN outcome o ON o.task = :task AND o.event_id = wanted.id
                        WHERE o.event_id IS NOT NULL
                        ORDER BY o.event_id, o.revision""")
                .bind("task", task.text())
                .bindArray("ids", String.class, (Object[]) ids)
                .map((row, context) -> new Outcome(
                        row.getString("event_id"),
                        row.getString("outcome_value"),
                        JdbiTrafficRows.instant(row, "known_at").orElseThrow(),
                        JdbiTrafficRows.instant(row, "matures_at")))
                .forEach(outcome -> known.computeIfAbsent(outcome.eventId(), id -> new ArrayList<>())
                        .add(outcome));
        return known;
    }

    private static String[] ids(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::eventId).distinct().toArray(String[]::new);
    }

    /**
     * Inserts outcomes of events that have none yet.
     *
     * @param days the day of each outcome's event
     */
    static void insertFirst(Handle handle, TaskName task, List<Outcome> outcomes, Stream<LocalDate> days, Instant now) {
        insert(
                handle,
                task,
                outcomes.stream().map(outcome -> new Revision(1, outcome)).toList(),
                now);
        JdbiLogDays.outcomesAdded(handle, task, days);
    }

    private static void insert(Handle handle, TaskName task, List<Revision> revisions, Instant now) {
        if (revisions.isEmpty()) {
            return;
        }
        try (BulkRows rows = BulkRows.into(handle, "outcome", COLUMNS, revisions.size())) {
            for (Revision revision : inOrder(revisions)) {
                rows.text(task.text())
                        .text(revision.outcome().eventId())
                        .whole((long) revision.number())
                        .text(revision.outcome().value())
                        .instant(revision.outcome().knownAt())
                        .instant(revision.outcome().maturesAt())
                        .instant(now)
                        .end();
            }
            rows.insert();
        }
    }

    /** The days of the events; what has no event yet comes with it, whose own arrival is marked. */
    private static Stream<LocalDate> eventDays(Handle handle, TaskName task, List<Revision> revisions) {
        return handle
                .createQuery("""
                        SELECT e.event_day FROM UNNEST(:ids) AS wanted(id)
                        LEFT JOIN event e ON e.task = :task AND e.event_id = wanted.id
                        WHERE e.event_id IS NOT NULL""")
                .bind("task", task.text())
                .bindArray("ids", String.class, (Object[]) revisions.stream()
                        .map(revision -> revision.outcome().eventId())
                        .toArray(String[]::new))
                .mapTo(LocalDate.class)
                .list()
                .stream();
    }

    /** In the order of the key, so that each page of it is changed once. */
    private static List<Revision> inOrder(List<Revision> revisions) {
        return revisions.stream()
                .sorted(Comparator.comparing(
                                (Revision revision) -> revision.outcome().eventId())
                        .thenComparingInt(Revision::number))
                .toList();
    }
}
