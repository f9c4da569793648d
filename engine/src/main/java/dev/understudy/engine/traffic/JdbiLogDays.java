package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
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

    /** Events were added, one for each of these days. */
    static void eventsAdded(Handle handle, TaskName task, Stream<LocalDate> days) {
        added(handle, task, FactKind.EVENT, WITHOUT_VERSION, counted(days));
    }

    /** Outcomes were added, one for each of these days of their events. */
    static void outcomesAdded(Handle handle, TaskName task, Stream<LocalDate> days) {
        added(handle, task, FactKind.OUTCOME, WITHOUT_VERSION, counted(days));
    }

    /** Predictions were added. */
    static void predictionsAdded(Handle handle, TaskName task, Stream<PredictionEvent> predictions) {
        Map<String, Map<LocalDate, Long>> byVersion = new TreeMap<>();
        predictions.forEach(logged -> byVersion
                .computeIfAbsent(logged.prediction().version().text(), fresh -> new TreeMap<>())
                .merge(day(logged), 1L, Long::sum));
        byVersion.forEach((version, days) -> added(handle, task, FactKind.PREDICTION, version, days));
    }

    private static LocalDate day(PredictionEvent logged) {
        return LocalDate.ofInstant(logged.event().time(), ZoneOffset.UTC);
    }

    private static Map<LocalDate, Long> counted(Stream<LocalDate> days) {
        Map<LocalDate, Long> counts = new TreeMap<>(); // in one order, so that two writers cannot wait for each other
        days.forEach(day -> counts.merge(day, 1L, Long::sum));
        return counts;
    }

    private static void added(Handle handle, TaskName task, FactKind kind, String version, Map<LocalDate, Long> facts) {
        if (facts.isEmpty()) {
            return;
        }
        long stamp = UUID.randomUUID().getMostSignificantBits();
        PreparedBatch days = handle.prepareBatch("""
                INSERT INTO log_day (task, event_day, kind, version, facts, stamp) VALUES (?, ?, ?, ?, 0, 0)
                ON CONFLICT DO NOTHING""");
        PreparedBatch counts = handle.prepareBatch("""
                UPDATE log_day SET facts = facts + ?, stamp = ?
                WHERE task = ? AND event_day = ? AND kind = ? AND version = ?""");
        facts.forEach((day, count) -> {
            days.bind(0, task.text())
                    .bind(1, day)
                    .bind(2, kind.key())
                    .bind(3, version)
                    .add();
            counts.bind(0, count)
                    .bind(1, stamp)
                    .bind(2, task.text())
                    .bind(3, day)
                    .bind(4, kind.key())
                    .bind(5, version)
                    .add();
        });
        days.execute();
        counts.execute();
    }
}
