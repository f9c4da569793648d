package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.BulkRows;
import dev.understudy.engine.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The prediction log in the database. */
public final class JdbiPredictionLog implements PredictionLog {
    /** A row whose every stage was reached. */
    private static final String COMPLETE = "decision";

    private static final List<String> COLUMNS = List.of(
            "task",
            "event_id",
            "version",
            "origin",
            "event_day",
            "event_time",
            "known_at",
            "recorded_at",
            "stage",
            "sample",
            "score",
            "class_scores",
            "label",
            "decision",
            "propensity",
            "sample_micros",
            "score_micros");

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
        AppendResult appended = append(handle, task, predictions, refused, now);
        conflicts.addAll(appended.conflicts());
        return new AppendResult(appended.fresh(), appended.duplicates(), conflicts);
    }

    /** Appends the predictions that are not refused already, without their events. */
    static AppendResult append(
            Handle handle, TaskName task, List<PredictionEvent> predictions, Set<Integer> refused, Instant now) {
        Map<Key, Prediction> known = existing(handle, task, predictions);
        List<AppendResult.Conflict> conflicts = new ArrayList<>();
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
        insertRows(handle, task, predictions, now);
        JdbiLogDays.predictionsAdded(handle, task, predictions.stream());
    }

    /** The same without marking their days. */
    static void insertRows(Handle handle, TaskName task, List<PredictionEvent> predictions, Instant now) {
        if (predictions.isEmpty()) {
            return;
        }
        try (BulkRows rows = BulkRows.into(handle, "prediction", COLUMNS, predictions.size())) {
            inOrder(predictions).forEach(logged -> put(rows, task, logged.event(), logged.prediction(), now));
            rows.insert();
        }
    }

    /** In the order of the key, so that each page of it is changed once. */
    private static List<PredictionEvent> inOrder(List<PredictionEvent> predictions) {
        return predictions.stream()
                .sorted(Comparator.comparing(logged -> logged.event().id()))
                .toList();
    }

    private static void put(BulkRows rows, TaskName task, TrafficEvent event, Prediction prediction, Instant now) {
        rows.text(task.text())
                .text(event.id())
                .text(prediction.version().text())
                .text(prediction.origin().key())
                .day(JdbiEventLog.day(event.time()))
                .instant(event.time())
                .instant(prediction.knownAt())
                .instant(now)
                .text(COMPLETE)
                .text(prediction.sample())
                .number(prediction.score() instanceof Score.Single(double value) ? value : null)
                .text(prediction.score() instanceof Score.PerClass perClass ? ClassScoresJson.write(perClass) : null)
                .text(prediction.label())
                .text(prediction.decision())
                .number(prediction.propensity().stream().boxed().findFirst().orElse(null))
                .whole(prediction.sampleMicros().stream().boxed().findFirst().orElse(null))
                .whole(prediction.scoreMicros().stream().boxed().findFirst().orElse(null))
                .end();
    }
}
