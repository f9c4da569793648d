package dev.understudy.engine.registry;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** The run registry in the database. */
public final class JdbiRunRegistry implements RunRegistry {
    private static final String PREFIX = "r-";

    private final Database database;
    private final InstantSource clock;

    public JdbiRunRegistry(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String begin(String kind, TaskName task, SortedMap<String, String> request) {
        long id = database.write(handle -> handle.createUpdate("""
                        INSERT INTO run (kind, task, started_at, state, request)
                        VALUES (:kind, :task, :now, :state, :request)""")
                .bind("kind", kind)
                .bind("task", task.text())
                .bind("now", clock.instant())
                .bind("state", Run.State.RUNNING.name())
                .bind("request", RegistryJson.write(request))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
        return Numbers.name(PREFIX, id);
    }

    @Override
    public void end(String id, Run.State state, SortedMap<String, String> result) {
        database.write(handle -> handle.createUpdate(
                        "UPDATE run SET ended_at = :now, state = :state, result = :result WHERE id = :id")
                .bind("now", clock.instant())
                .bind("state", state.name())
                .bind("result", RegistryJson.write(result))
                .bind("id", Numbers.of(PREFIX, id).orElseThrow())
                .execute());
    }

    @Override
    public Optional<Run> findRun(String id) {
        OptionalLong number = Numbers.of(PREFIX, id);
        return number.isEmpty()
                ? Optional.empty()
                : database.read(handle -> handle.createQuery("SELECT * FROM run WHERE id = :id")
                        .bind("id", number.getAsLong())
                        .map((row, context) -> run(row))
                        .findOne());
    }

    @Override
    public List<Run> recent(int most) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM run ORDER BY id DESC FETCH FIRST :most ROWS ONLY")
                        .bind("most", most)
                        .map((row, context) -> run(row))
                        .list());
    }

    @Override
    public List<Run> runs(Optional<TaskName> task) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM run WHERE task = :task OR :task = '' ORDER BY id DESC")
                        .bind("task", task.map(TaskName::text).orElse(""))
                        .map((row, context) -> run(row))
                        .list());
    }

    private static Run run(ResultSet row) throws SQLException {
        String result = row.getString("result");
        return new Run(
                Numbers.name(PREFIX, row.getLong("id")),
                row.getString("kind"),
                new TaskName(row.getString("task")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Run.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                RegistryJson.readTexts(row.getString("request")),
                result == null ? new TreeMap<>() : RegistryJson.readTexts(result));
    }
}
