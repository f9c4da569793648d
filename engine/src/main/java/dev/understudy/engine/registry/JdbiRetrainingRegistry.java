package dev.understudy.engine.registry;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.registry.ScheduledRetraining.Released;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Scheduled retrainings in the database. */
public final class JdbiRetrainingRegistry implements RetrainingRegistry {
    private static final String KEY = " WHERE task = :task AND as_of = :asOf AND specification = :specification";

    private final Database database;
    private final InstantSource clock;

    public JdbiRetrainingRegistry(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public <T> T oneAtATime(TaskName task, RunControl control, Supplier<T> work) {
        return database.oneAtATime("retraining of " + task, control, work);
    }

    @Override
    public ScheduledRetraining begin(ScheduledRetraining.Key key) {
        return database.write(handle -> find(handle, key).orElseGet(() -> {
            handle.createUpdate("""
                            INSERT INTO retraining (task, as_of, specification, state, started_at)
                            VALUES (:task, :asOf, :specification, :state, :now)""")
                    .bind("task", key.task().text())
                    .bind("asOf", key.asOf())
                    .bind("specification", key.specification().text())
                    .bind("state", ScheduledRetraining.State.STARTED.name())
                    .bind("now", clock.instant())
                    .execute();
            return find(handle, key).orElseThrow();
        }));
    }

    @Override
    public ScheduledRetraining trained(ScheduledRetraining.Key key, VersionName version) {
        return record(key, ScheduledRetraining.State.TRAINED, "version", version.text());
    }

    @Override
    public ScheduledRetraining simulated(ScheduledRetraining.Key key, String simulation) {
        return record(key, ScheduledRetraining.State.SIMULATED, "simulation", simulation);
    }

    @Override
    public ScheduledRetraining released(ScheduledRetraining.Key key, Released released) {
        return record(key, ScheduledRetraining.State.RELEASED, "release", RegistryJson.write(released));
    }

    private ScheduledRetraining record(
            ScheduledRetraining.Key key, ScheduledRetraining.State state, String column, String value) {
        // a candidate that is trained has its simulation still to come
        String ended = state == ScheduledRetraining.State.TRAINED ? "" : ", ended_at = :now";
        return database.write(handle -> {
            Update update = handle.createUpdate(
                            "UPDATE retraining SET state = :state, " + column + " = :value" + ended + KEY)
                    .bind("state", state.name())
                    .bind("value", value)
                    .bind("task", key.task().text())
                    .bind("asOf", key.asOf())
                    .bind("specification", key.specification().text());
            if (!ended.isEmpty()) {
                update.bind("now", clock.instant());
            }
            update.execute();
            return find(handle, key).orElseThrow();
        });
    }

    @Override
    public List<ScheduledRetraining> at(TaskName task, Instant asOf) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM retraining WHERE task = :task AND as_of = :asOf ORDER BY started_at, specification")
                .bind("task", task.text())
                .bind("asOf", asOf)
                .map((row, context) -> retraining(row))
                .list());
    }

    private static Optional<ScheduledRetraining> find(Handle handle, ScheduledRetraining.Key key) {
        return handle.createQuery("SELECT * FROM retraining" + KEY)
                .bind("task", key.task().text())
                .bind("asOf", key.asOf())
                .bind("specification", key.specification().text())
                .map((row, context) -> retraining(row))
                .findOne();
    }

    private static ScheduledRetraining retraining(ResultSet row) throws SQLException {
        return new ScheduledRetraining(
                new ScheduledRetraining.Key(
                        new TaskName(row.getString("task")),
                        row.getObject("as_of", OffsetDateTime.class).toInstant(),
                        new Digest(row.getString("specification"))),
                ScheduledRetraining.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("version")).map(VersionName::new),
                Optional.ofNullable(row.getString("simulation")),
                Optional.ofNullable(row.getString("release")).map(json -> RegistryJson.read(json, Released.class)),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
