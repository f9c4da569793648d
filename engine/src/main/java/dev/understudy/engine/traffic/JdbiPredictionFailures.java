package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.BulkRows;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Failed predictions in the database. */
final class JdbiPredictionFailures {
    private static final List<String> COLUMNS = List.of(
            "task",
            "event_id",
            "event_day",
            "event_time",
            "known_at",
            "recorded_at",
            "version",
            "stage",
            "error_code",
            "sample_micros",
            "score_micros");

    private JdbiPredictionFailures() {}

    static void insert(Handle handle, TaskName task, List<PredictionFailure> failures, Instant now) {
        try (BulkRows rows = BulkRows.into(handle, "prediction_failure", COLUMNS, failures.size())) {
            for (PredictionFailure failure : failures) {
                rows.text(task.text())
                        .text(failure.eventId())
                        .day(JdbiEventLog.day(failure.eventTime()))
                        .instant(failure.eventTime())
                        .instant(failure.knownAt())
                        .instant(now)
                        .text(failure.version().text())
                        .text(failure.stage().key())
                        .text(failure.code().code())
                        .whole(boxed(failure.sampleMicros()))
                        .whole(boxed(failure.scoreMicros()))
                        .end();
            }
            rows.insert();
        }
    }

    @SuppressWarnings("NullAway") // no number is null in the row
    private static Long boxed(OptionalLong number) {
        return number.stream().boxed().findFirst().orElse(null);
    }

    static List<PredictionFailure> of(Handle handle, TaskName task, String eventId) {
        return handle.createQuery("""
                        SELECT event_id, event_time, known_at, version, stage, error_code, sample_micros, score_micros
                        FROM prediction_failure WHERE task = :task AND event_id = :id ORDER BY id""")
                .bind("task", task.text())
                .bind("id", eventId)
                .map((row, context) -> new PredictionFailure(
                        row.getString("event_id"),
                        JdbiTrafficRows.instant(row, "event_time").orElseThrow(),
                        new VersionName(row.getString("version")),
                        PredictionFailure.Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                        ErrorCode.valueOf(row.getString("error_code")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                        JdbiTrafficRows.instant(row, "known_at").orElseThrow(),
                        JdbiTrafficRows.optionalLong(row, "sample_micros"),
                        JdbiTrafficRows.optionalLong(row, "score_micros")))
                .list();
    }
}
