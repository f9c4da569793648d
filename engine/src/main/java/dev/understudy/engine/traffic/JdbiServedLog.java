package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The log of served predictions in the database. */
public final class JdbiServedLog implements ServedLog {
    private final Database database;
    private final InstantSource clock;

    public JdbiServedLog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public ServedAppend appendServed(TaskName task, List<PredictionEvent> predictions) {
        return database.write(handle -> append(handle, task, predictions));
    }

    /** Everything is looked at before anything is written, so that a refusal leaves no trace. */
    private ServedAppend append(Handle handle, TaskName task, List<PredictionEvent> predictions) {
        Map<String, TrafficEvent> events = JdbiEventLog.existing(
                handle, task, predictions.stream().map(logged -> logged.event().id()));
        Map<String, Prediction> answers = events.isEmpty() ? new HashMap<>() : answers(handle, task, events.keySet());
        List<TrafficEvent> freshEvents = new ArrayList<>();
        List<PredictionEvent> fresh = new ArrayList<>();
        List<Prediction> standing = new ArrayList<>(predictions.size());
        Set<Integer> positions = new HashSet<>();
        for (int i = 0; i < predictions.size(); i++) {
            PredictionEvent offered = predictions.get(i);
            TrafficEvent before = events.putIfAbsent(offered.event().id(), offered.event());
            if (before == null) {
                freshEvents.add(offered.event());
            } else if (!JdbiEventLog.sameFact(before, offered.event())) {
                return new ServedAppend.Refused(JdbiEventLog.conflict(i, offered.event()));
            }
            Prediction answer = answers.putIfAbsent(offered.event().id(), offered.prediction());
            if (answer == null) {
                fresh.add(offered);
                positions.add(i);
            }
            standing.add(answer == null ? offered.prediction() : answer);
        }
        Instant now = clock.instant();
        JdbiEventLog.insert(handle, task, freshEvents, now);
        JdbiPredictionLog.insert(handle, task, fresh, now);
        return new ServedAppend.Logged(standing, positions);
    }

    /** The first answer that each event got. */
    private static Map<String, Prediction> answers(Handle handle, TaskName task, Set<String> ids) {
        Map<String, Prediction> answers = new HashMap<>();
        handle.createQuery("""
                        SELECT p.* FROM UNNEST(:ids) AS wanted(id)
                        LEFT JOIN prediction p ON p.task = :task AND p.event_id = wanted.id AND p.origin = :served
                        WHERE p.event_id IS NOT NULL ORDER BY p.recorded_at, p.version""")
                .bind("task", task.text())
                .bind("served", Origin.SERVED.key())
                .bindArray("ids", String.class, (Object[]) ids.toArray(String[]::new))
                .map((row, context) -> Map.entry(row.getString("event_id"), JdbiTrafficRows.prediction(row, "")))
                .forEach(entry -> answers.putIfAbsent(entry.getKey(), entry.getValue()));
        return answers;
    }

    @Override
    public Optional<EventPredictions> predictions(TaskName task, String eventId) {
        return database.read(handle -> Optional.ofNullable(
                        JdbiEventLog.existing(handle, task, List.of(eventId).stream())
                                .get(eventId))
                .map(event -> new EventPredictions(event, all(handle, task, eventId))));
    }

    @Override
    public Map<String, Instant> times(TaskName task, Collection<String> eventIds) {
        Map<String, Instant> times = new HashMap<>();
        database.read(handle -> JdbiEventLog.existing(handle, task, eventIds.stream()))
                .forEach((id, event) -> times.put(id, event.time()));
        return times;
    }

    private static List<Prediction> all(Handle handle, TaskName task, String eventId) {
        return handle.createQuery("""
                        SELECT p.* FROM prediction p WHERE p.task = :task AND p.event_id = :id
                        ORDER BY p.recorded_at, p.version, p.origin""")
                .bind("task", task.text())
                .bind("id", eventId)
                .map((row, context) -> JdbiTrafficRows.prediction(row, ""))
                .list();
    }
}
