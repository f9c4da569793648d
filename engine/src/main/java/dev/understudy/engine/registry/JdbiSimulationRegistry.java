package dev.understudy.engine.registry;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.gate.Gate;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GatePolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The simulation registry in the database. */
public final class JdbiSimulationRegistry implements SimulationRegistry {
    private static final String PREFIX = "s-";

    private final Database database;
    private final InstantSource clock;

    public JdbiSimulationRegistry(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is in the column {@code result}. */
    private record Kept(
            SimulationReport report, GatePolicy policy, double minimumCoverage, StoredSimulation.Looks looks) {}

    @Override
    public StoredSimulation keep(SimulationReport report, GatePolicy policy, double minimumCoverage) {
        long id = database.write(handle -> insert(handle, report, policy, minimumCoverage));
        return find(name(id)).orElseThrow();
    }

    private long insert(Handle handle, SimulationReport report, GatePolicy policy, double minimumCoverage) {
        StoredSimulation.Looks looks = JdbiLooks.before(handle, Look.of(report))
                .of(Look.of(report), Optional.of(EarlierLooks.Found.of(report)));
        Kept kept = new Kept(report, policy, minimumCoverage, looks);
        return handle.createUpdate("""
                        INSERT INTO simulation (task, candidate, candidate_digest, live, live_digest, window_from,
                            window_to, known_at, recorded_at, decision, result)
                        VALUES (:task, :candidate, :candidateDigest, :live, :liveDigest, :from, :to, :knownAt, :now,
                            :decision, :result)""")
                .bind("task", report.task().text())
                .bind("candidate", report.candidate().version().text())
                .bind(
                        "candidateDigest",
                        report.candidate().digest().map(Digest::text).orElse(""))
                .bind("live", live(report))
                .bind(
                        "liveDigest",
                        report.live()
                                .flatMap(SimulationReport.ModelSide::digest)
                                .map(Digest::text)
                                .orElse(null))
                .bind("from", report.window().from())
                .bind("to", report.window().to())
                .bind("knownAt", report.knownAt())
                .bind("now", clock.instant())
                .bind(
                        "decision",
                        Gate.judge(report, policy, minimumCoverage, looks.spending())
                                .key())
                .bind("result", RegistryJson.write(kept))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    private static String live(SimulationReport report) {
        return report.live().map(side -> side.version().text()).orElse("");
    }

    @Override
    public StoredSimulation.Looks looks(Look look) {
        return database.read(handle -> JdbiLooks.before(handle, look).of(look, Optional.empty()));
    }

    @Override
    public Optional<StoredSimulation> find(String id) {
        OptionalLong number = Numbers.of(PREFIX, id);
        return number.isEmpty()
                ? Optional.empty()
                : database.read(handle -> handle.createQuery("SELECT * FROM simulation WHERE id = :id")
                        .bind("id", number.getAsLong())
                        .map((row, context) -> simulation(row))
                        .findOne());
    }

    @Override
    public Optional<StoredSimulation> newest(TaskName task) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM simulation WHERE task = :task ORDER BY id DESC FETCH FIRST 1 ROW ONLY")
                .bind("task", task.text())
                .map((row, context) -> simulation(row))
                .findOne());
    }

    @Override
    public Optional<StoredSimulation> closest(Look look) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM simulation WHERE task = :task
                        ORDER BY CASE WHEN COALESCE(live_digest, live) <> :live THEN 2
                                      WHEN candidate_digest <> :candidate THEN 1
                                      ELSE 0 END, id DESC
                        FETCH FIRST 1 ROW ONLY""")
                .bind("task", look.task().text())
                .bind("live", look.live())
                .bind("candidate", look.candidate())
                .map((row, context) -> simulation(row))
                .findOne());
    }

    @Override
    public List<StoredSimulation> simulations(TaskName task) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM simulation WHERE task = :task ORDER BY id DESC")
                        .bind("task", task.text())
                        .map((row, context) -> simulation(row))
                        .list());
    }

    private static StoredSimulation simulation(ResultSet row) throws SQLException {
        Kept kept = RegistryJson.read(row.getString("result"), Kept.class);
        return new StoredSimulation(
                name(row.getLong("id")),
                kept.report(),
                kept.policy(),
                kept.minimumCoverage(),
                kept.looks(),
                row.getString("decision"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static String name(long id) {
        return Numbers.name(PREFIX, id);
    }
}
