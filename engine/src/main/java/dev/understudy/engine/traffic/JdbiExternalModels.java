package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The models that live elsewhere, in the database. */
public final class JdbiExternalModels implements ExternalModels {
    private final Database database;

    public JdbiExternalModels(Database database) {
        this.database = database;
    }

    @Override
    public List<ExternalModel> models(TaskName task) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM external_model WHERE task = :task ORDER BY recorded_at DESC, version")
                .bind("task", task.text())
                .map((row, context) -> model(row))
                .list());
    }

    @Override
    public Optional<ExternalModel> find(TaskName task, VersionName version) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM external_model WHERE task = :task AND version = :version")
                        .bind("task", task.text())
                        .bind("version", version.text())
                        .map((row, context) -> model(row))
                        .findOne());
    }

    /** Takes note of predictions in the transaction that appends them. */
    static void count(Handle handle, TaskName task, VersionName version, List<PredictionEvent> fresh, Instant now) {
        Instant first = fresh.stream()
                .map(logged -> logged.event().time())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = fresh.stream()
                .map(logged -> logged.event().time())
                .max(Instant::compareTo)
                .orElseThrow();
        int there = handle.createUpdate("""
                        UPDATE external_model SET predictions = predictions + :predictions,
                            first_time = CASE WHEN first_time < :first THEN first_time ELSE :first END,
                            last_time = CASE WHEN last_time > :last THEN last_time ELSE :last END
                        WHERE task = :task AND version = :version""")
                .bind("task", task.text())
                .bind("version", version.text())
                .bind("predictions", fresh.size())
                .bind("first", first)
                .bind("last", last)
                .execute();
        if (there == 0) {
            handle.createUpdate("""
                            INSERT INTO external_model (task, version, predictions, first_time, last_time, recorded_at)
                            VALUES (:task, :version, :predictions, :first, :last, :now)""")
                    .bind("task", task.text())
                    .bind("version", version.text())
                    .bind("predictions", fresh.size())
                    .bind("first", first)
                    .bind("last", last)
                    .bind("now", now)
                    .execute();
        }
    }

    private static ExternalModel model(ResultSet row) throws SQLException {
        return new ExternalModel(
                new TaskName(row.getString("task")),
                new VersionName(row.getString("version")),
                row.getLong("predictions"),
                JdbiTrafficRows.instant(row, "first_time").orElseThrow(),
                JdbiTrafficRows.instant(row, "last_time").orElseThrow(),
                JdbiTrafficRows.instant(row, "recorded_at").orElseThrow());
    }
}
