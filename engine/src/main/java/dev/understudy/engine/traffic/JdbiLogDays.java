package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Marks the days whose facts became more, within the transaction that adds them. Stamps are drawn and not counted: a log
 * that was put back from a copy and grew again differently has other stamps.
 */
final class JdbiLogDays {
    private static final String WITHOUT_VERSION = "";

    private JdbiLogDays() {}

    /** Facts of one kind and version, by their days. */
    private record Added(FactKind kind, String version, Map<LocalDate, Long> facts) {}

    /** Facts of a day of the log. */
    private record Key(FactKind kind, String version, LocalDate day, long facts) {}

    /** Events were added, one for each of these days. */
    static void eventsAdded(Handle handle, TaskName task, Stream<LocalDate> days) {
        added(handle, task, List.of(new Added(FactKind.EVENT, WITHOUT_VERSION, counted(days))));
    }

    /** Outcomes were added, one for each of these days of their events. */
    static void outcomesAdded(Handle handle, TaskName task, Stream<LocalDate> days) {
        added(handle, task, List.of(new Added(FactKind.OUTCOME, WITHOUT_VERSION, counted(days))));
    }

    /** Predictions were added. */
    static void predictionsAdded(Handle handle, TaskName task, Stream<PredictionEvent> predictions) {
        added(handle, task, byVersion(predictions));
    }

    /** Events were answered: both facts in one go. */
    static void servedAdded(
            Handle handle, TaskName task, List<TrafficEvent> events, List<PredictionEvent> predictions) {
        List<Added> all = new ArrayList<>();
        all.add(new Added(
                FactKind.EVENT,
                WITHOUT_VERSION,
                counted(events.stream().map(event -> JdbiEventLog.day(event.time())))));
        all.addAll(byVersion(predictions.stream()));
        added(handle, task, all);
    }

    private static List<Added> byVersion(Stream<PredictionEvent> predictions) {
        Map<String, Map<LocalDate, Long>> byVersion = new TreeMap<>();
        predictions.forEach(logged -> byVersion
                .computeIfAbsent(logged.prediction().version().text(), fresh -> new TreeMap<>())
                .merge(JdbiEventLog.day(logged.event().time()), 1L, Long::sum));
        return byVersion.entrySet().stream()
                .map(entry -> new Added(FactKind.PREDICTION, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<LocalDate, Long> counted(Stream<LocalDate> days) {
        Map<LocalDate, Long> counts = new TreeMap<>(); // in one order, so that two writers cannot wait for each other
        days.forEach(day -> counts.merge(day, 1L, Long::sum));
        return counts;
    }

    private static void added(Handle handle, TaskName task, List<Added> all) {
        List<Key> keys = all.stream()
                .flatMap(added -> added.facts().entrySet().stream()
                        .map(day -> new Key(added.kind(), added.version(), day.getKey(), day.getValue())))
                .toList();
        long stamp = UUID.randomUUID().getMostSignificantBits();
        List<Key> unknown = counted(handle, task, keys, stamp);
        if (!unknown.isEmpty()) { // the first facts of their days
            begin(handle, task, unknown);
            counted(handle, task, unknown, stamp);
        }
    }

    /** Counts what was added; gives back what no row is there for yet. */
    private static List<Key> counted(Handle handle, TaskName task, List<Key> keys, long stamp) {
        if (keys.isEmpty()) {
            return List.of();
        }
        PreparedBatch counts = handle.prepareBatch("""
                UPDATE log_day SET facts = facts + ?, stamp = ?
                WHERE task = ? AND event_day = ? AND kind = ? AND version = ?""");
        for (Key key : keys) {
            counts.bind(0, key.facts())
                    .bind(1, stamp)
                    .bind(2, task.text())
                    .bind(3, key.day())
                    .bind(4, key.kind().key())
                    .bind(5, key.version())
                    .add();
        }
        int[] rows = counts.execute();
        return IntStream.range(0, rows.length)
                .filter(i -> rows[i] == 0)
                .mapToObj(keys::get)
                .toList();
    }

    private static void begin(Handle handle, TaskName task, List<Key> keys) {
        PreparedBatch days = handle.prepareBatch("""
                INSERT INTO log_day (task, event_day, kind, version, facts, stamp) VALUES (?, ?, ?, ?, 0, 0)
                ON CONFLICT DO NOTHING""");
        for (Key key : keys) {
            days.bind(0, task.text())
                    .bind(1, key.day())
                    .bind(2, key.kind().key())
                    .bind(3, key.version())
                    .add();
        }
        days.execute();
    }
}
