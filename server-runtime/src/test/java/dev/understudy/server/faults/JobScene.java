package dev.understudy.server.faults;

import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A queue that this process hands jobs in to, and workers that are processes of their own; the log is in PostgreSQL. */
final class JobScene implements AutoCloseable {
    final PostgresServer postgres;
    private final Optional<RedisServer> redis;
    final ReleasedWorkspace.Place place;
    final Engine engine;
    final JobQueue queue;

    private JobScene(ReleasedWorkspace workspace, Path folder, boolean onRedis) {
        postgres = new PostgresServer(folder.resolve("pg"));
        redis = onRedis ? Optional.of(new RedisServer(folder.resolve("redis"))) : Optional.empty();
        ReleasedWorkspace.Place shared = workspace.place(folder.resolve("w")).with(postgres.environment());
        place = redis.map(server -> shared.with(server.environment())).orElse(shared);
        engine = new Engine(
                Workspace.open(place.directory(), Map.of(), place.product()),
                InstantSource.system(),
                Duration.ofSeconds(10));
        queue = FaultQueues.open(place.environment(), engine::database, FaultQueues.policy(1_000));
    }

    /** The servers and workspace of another scene, and a queue of its own in the database. */
    private JobScene(JobScene other) {
        postgres = other.postgres;
        redis = Optional.empty();
        place = new ReleasedWorkspace.Place(other.place.directory(), postgres.environment()).with(other.store());
        engine = other.engine;
        queue = FaultQueues.open(place.environment(), engine::database, FaultQueues.policy(1_000));
    }

    private Map<String, String> store() {
        Map<String, String> store = new HashMap<>(place.environment());
        store.keySet().removeIf(name -> name.startsWith("FAULT_REDIS") || name.startsWith("UNDERSTUDY_JOBS_"));
        return store;
    }

    /** The same place with its jobs in the database; to be closed by closing this scene. */
    JobScene inItsDatabase() {
        return new JobScene(this);
    }

    static JobScene onPostgres(ReleasedWorkspace workspace, Path folder) {
        return new JobScene(workspace, folder, false);
    }

    static JobScene onRedis(ReleasedWorkspace workspace, Path folder) {
        return new JobScene(workspace, folder, true);
    }

    /** A worker, once it works. */
    ProgramProcess worker(Map<String, String> variables, String... machine) {
        ProgramProcess.Start start = ProgramProcess.at(place.with(variables)).main(FaultWorker.class);
        List.of(machine).forEach(start::machine);
        ProgramProcess worker = start.run();
        if (!worker.line().equals("started")) {
            throw new AssertionError("the worker does not start; " + worker.err());
        }
        return worker;
    }

    /** Each accepted job has one result, and the log has its one row with the same numbers. */
    void holds(JobLedger ledger) {
        KeptLog.holds(engine.database(), ledger.results(queue));
    }

    @Override
    public void close() {
        queue.close();
        engine.close();
        redis.ifPresent(RedisServer::close);
        postgres.close();
    }
}
