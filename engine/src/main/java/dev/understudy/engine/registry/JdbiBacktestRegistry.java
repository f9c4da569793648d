package dev.understudy.engine.registry;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.Database;
import java.time.InstantSource;
import java.util.Optional;

/** Backtests in the database. */
public final class JdbiBacktestRegistry implements BacktestRegistry {
    private final Database database;
    private final InstantSource clock;

    public JdbiBacktestRegistry(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void keep(String run, TaskName task, String document) {
        database.write(handle -> handle.createUpdate(
                        "INSERT INTO backtest (run, task, recorded_at, document) VALUES (:run, :task, :now, :document)")
                .bind("run", run)
                .bind("task", task.text())
                .bind("now", clock.instant())
                .bind("document", document)
                .execute());
    }

    @Override
    public Optional<String> document(String run) {
        return database.read(handle -> handle.createQuery("SELECT document FROM backtest WHERE run = :run")
                .bind("run", run)
                .map((row, context) -> row.getString("document"))
                .findOne());
    }
}
