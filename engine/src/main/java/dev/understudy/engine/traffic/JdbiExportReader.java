package dev.understudy.engine.traffic;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.database.Database;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads predictions with their events and outcomes, some events at a time, so that nobody holds a whole window. */
public final class JdbiExportReader {
    private static final int EVENTS_AT_A_TIME = 1_000;

    private final Database database;

    public JdbiExportReader(Database database) {
        this.database = database;
    }

    /** Takes what is read. */
    @FunctionalInterface
    interface Sink {
        void take(ExportedPrediction row) throws IOException;
    }

    private record Logged(String eventId, Prediction prediction, Instant recordedAt) {}

    /**
     * Hands out the predictions of the events in a window, by the events' time and id, then by when they were recorded.
     *
     * @param knownAt nothing that became known later is seen
     */
    void read(TaskName task, TimeWindow window, Instant knownAt, RunControl control, Sink sink) throws IOException {
        Instant from = window.from();
        String after = "";
        while (true) {
            control.checkCancelled();
            Instant since = from;
            String afterId = after;
            List<ExportedPrediction> rows = new ArrayList<>();
            List<TrafficEvent> events = database.read(handle -> {
                List<TrafficEvent> page = events(handle, task, since, afterId, window.to());
                rows.addAll(rows(handle, task, page, knownAt));
                return page;
            });
            for (ExportedPrediction row : rows) {
                sink.take(row);
            }
            if (events.size() < EVENTS_AT_A_TIME) {
                return;
            }
            from = events.getLast().time();
            after = events.getLast().id();
        }
    }

    private static List<TrafficEvent> events(Handle handle, TaskName task, Instant from, String after, Instant to) {
        return handle.createQuery("""
                        SELECT event_id, event_time, known_at, matures_at, cluster_key, raw_input FROM event
                        WHERE task = :task AND event_time >= :from AND event_time < :to
                            AND (event_time > :from OR event_id > :after)
                        ORDER BY event_time, event_id LIMIT :most""")
                .bind("task", task.text())
                .bind("from", from)
                .bind("to", to)
                .bind("after", after)
                .bind("most", EVENTS_AT_A_TIME)
                .map((row, context) -> JdbiTrafficRows.event(row))
                .list();
    }

    private static List<ExportedPrediction> rows(
            Handle handle, TaskName task, List<TrafficEvent> events, Instant knownAt) {
        if (events.isEmpty()) {
            return List.of();
        }
        String[] ids = events.stream().map(TrafficEvent::id).toArray(String[]::new);
        Map<String, List<Logged>> predictions = new HashMap<>();
        handle.createQuery("""
                        SELECT p.* FROM UNNEST(:ids) AS wanted(id)
                        LEFT JOIN prediction p ON p.task = :task AND p.event_id = wanted.id AND p.known_at <= :knownAt
                        WHERE p.event_id IS NOT NULL ORDER BY p.recorded_at, p.version, p.origin""")
                .bind("task", task.text())
                .bind("knownAt", knownAt)
                .bindArray("ids", String.class, (Object[]) ids)
                .map((row, context) -> new Logged(
                        row.getString("event_id"),
                        JdbiTrafficRows.prediction(row, ""),
                        JdbiTrafficRows.instant(row, "recorded_at").orElseThrow()))
                .forEach(logged -> predictions
                        .computeIfAbsent(logged.eventId(), id -> new ArrayList<>())
                        .add(logged));
        Map<String, Outcome> outcomes = new HashMap<>();
        handle.createQuery("""
                        SELECT o.event_id, o.outcome_value, o.known_at, o.matures_at FROM UNNEST(:ids) AS wanted(id)
                        LEFT JOIN outcome o ON o.task = :task AND o.event_id = wanted.id AND o.known_at <= :knownAt
                        WHERE o.event_id IS NOT NULL ORDER BY o.known_at, o.revision""")
                .bind("task", task.text())
                .bind("knownAt", knownAt)
                .bindArray("ids", String.class, (Object[]) ids)
                .map((row, context) -> new Outcome(
                        row.getString("event_id"),
                        row.getString("outcome_value"),
                        JdbiTrafficRows.instant(row, "known_at").orElseThrow(),
                        JdbiTrafficRows.instant(row, "matures_at")))
                .forEach(outcome -> outcomes.put(outcome.eventId(), outcome)); // the one known last counts
        List<ExportedPrediction> rows = new ArrayList<>();
        for (TrafficEvent event : events) {
            for (Logged logged : predictions.getOrDefault(event.id(), List.of())) {
                rows.add(new ExportedPrediction(
                        event,
                        logged.prediction(),
                        logged.recordedAt(),
                        Optional.ofNullable(outcomes.get(event.id()))));
            }
        }
        return rows;
    }
}
