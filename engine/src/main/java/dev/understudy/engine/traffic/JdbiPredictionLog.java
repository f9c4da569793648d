package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The prediction log in the database. */
public final class JdbiPredictionLog implements PredictionLog {
    /** A row whose every stage was reached. */
    private static final String COMPLETE = "decision";

    private final Database database;
    private final InstantSource clock;

    public JdbiPredictionLog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Key(String eventId, String version, String origin) {
        static Key of(PredictionEvent logged) {
            return new Key(
                    logged.event().id(),
                    logged.prediction().version().text(),
                    logged.prediction().origin().key());
        }
    }

    @Override
    public AppendResult appendPredictions(TaskName task, List<PredictionEvent> predictions) {
        return database.write(handle -> append(handle, task, predictions));
    }

    private AppendResult append(Handle handle, TaskName task, List<PredictionEvent> predictions) {
        Instant now = clock.instant();
        List<AppendResult.Conflict> conflicts = new ArrayList<>(JdbiEventLog.append(
                        handle,
                        task,
                        predictions.stream().map(PredictionEvent::event).toList(),
                        now)
                .conflicts());
        Set<Integer> refused = new HashSet<>();
        conflicts.forEach(conflict -> refused.add(conflict.index()));
        Map<Key, Prediction> known = existing(handle, task, predictions);
        List<PredictionEvent> fresh = new ArrayList<>();
        Set<Integer> positions = new HashSet<>();
        int duplicates = 0;
        for (int i = 0; i < predictions.size(); i++) {
            PredictionEvent logged = predictions.get(i);
            if (refused.contains(i)) {
                continue;
            }
            Prediction before = known.putIfAbsent(Key.of(logged), logged.prediction());
            if (before == null) {
                fresh.add(logged);
                positions.add(i);
            } else if (before.agreesWith(logged.prediction())) {
                duplicates++;
            } else {
                conflicts.add(new AppendResult.Conflict(
                        i,
                        "the log has another prediction of "
                                + logged.prediction().version() + " for the event "
                                + logged.event().id()));
            }
        }
        insert(handle, task, fresh, now);
        return new AppendResult(positions, duplicates, conflicts);
    }

    private static Map<Key, Prediction> existing(Handle handle, TaskName task, List<PredictionEvent> predictions) {
        Map<Key, Prediction> known = new HashMap<>();
        handle.createQuery("""
                        SELECT p.* FROM UNNEST(:ids) AS wanted(id)
                        LEFT JOIN prediction p ON p.task = :task AND p.event_id = wanted.id
                        WHERE p.event_id IS NOT NULL""")
                .bind("task", task.text())
                .bindArray("ids", String.class, (Object[]) predictions.stream()
                        .map(logged -> logged.event().id())
                        .distinct()
                        .toArray(String[]::new))
                .map((row, context) -> Map.entry(
                        new Key(row.getString("event_id"), row.getString("version"), row.getString("origin")),
                        JdbiTrafficRows.prediction(row, "")))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    static void insert(Handle handle, TaskName task, List<PredictionEvent> predictions, Instant now) {
        if (predictions.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO prediction (task, event_id, version, origin, event_day, event_time, known_at, recorded_at,
                    stage, sample, score, class_scores, label, decision, propensity, sample_micros, score_micros)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        for (PredictionEvent logged : predictions) {
            bind(batch, task, logged.event(), logged.prediction(), now);
        }
        batch.execute();
        JdbiLogDays.predictionsAdded(handle, task, predictions.stream());
    }

    private static void bind(
            PreparedBatch batch, TaskName task, TrafficEvent event, Prediction prediction, Instant now) {
        batch.bind(0, task.text())
                .bind(1, event.id())
                .bind(2, prediction.version().text())
                .bind(3, prediction.origin().key())
                .bind(4, JdbiEventLog.day(event.time()))
                .bind(5, event.time())
                .bind(6, prediction.knownAt())
                .bind(7, now)
                .bind(8, COMPLETE)
                .bindByType(9, prediction.sample().orElse(null), String.class)
                .bindByType(10, prediction.score() instanceof Score.Single(double value) ? value : null, Double.class)
                .bindByType(
                        11,
                        prediction.score() instanceof Score.PerClass perClass ? ClassScoresJson.write(perClass) : null,
                        String.class)
                .bindByType(12, prediction.label().orElse(null), String.class)
                .bindByType(13, prediction.decision().orElse(null), String.class)
                .bindByType(
                        14, prediction.propensity().stream().boxed().findFirst().orElse(null), Double.class)
                .bindByType(
                        15,
                        prediction.sampleMicros().stream().boxed().findFirst().orElse(null),
                        Long.class)
                .bindByType(
                        16,
                        prediction.scoreMicros().stream().boxed().findFirst().orElse(null),
                        Long.class)
                .add();
    }
}
