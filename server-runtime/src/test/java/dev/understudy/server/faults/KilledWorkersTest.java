package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** R1, R2 and R3 for jobs: workers are killed while jobs come in, at any moment and at each step. */
@Timeout(3_600)
@ExtendWith(ReleasedWorkspace.Shared.class)
class KilledWorkersTest {
    private static final int JOBS = FaultSize.asked().of(600, Integer.getInteger("understudy.faults.jobs", 100_000));
    private static final int WORKERS = FaultSize.asked().of(2, 3);
    private static final Duration BETWEEN = Duration.ofMillis(FaultSize.asked().of(500, 2_000));
    private static final Duration PATIENCE =
            Duration.ofMinutes(FaultSize.asked().of(1, 40));

    @TempDir
    Path folder;

    @Test
    void onPostgresEachJobEndsOnce(ReleasedWorkspace workspace) throws InterruptedException {
        try (JobScene scene = JobScene.onPostgres(workspace, folder)) {
            killedAtAnyMoment("PostgreSQL", scene);
        }
    }

    @Test
    void onRedisEachJobEndsOnce(ReleasedWorkspace workspace) throws InterruptedException {
        try (JobScene scene = JobScene.onRedis(workspace, folder)) {
            killedAtAnyMoment("Redis", scene);
        }
    }

    private static void killedAtAnyMoment(String name, JobScene scene) throws InterruptedException {
        JobLedger ledger = new JobLedger();
        List<ProgramProcess> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(scene.worker(Map.of()));
        }
        AtomicBoolean done = new AtomicBoolean();
        int[] kills = {0};
        Thread killer = Thread.startVirtualThread(() -> {
            while (!done.get()) {
                LockSupport.parkNanos(BETWEEN.toNanos());
                if (!done.get()) {
                    workers.removeFirst().kill();
                    workers.add(scene.worker(Map.of()));
                    kills[0]++;
                }
            }
        });
        long begin = System.nanoTime();
        try {
            ledger.submit(scene.queue, "r1-", JOBS);
            ledger.awaitEnds(scene.queue, PATIENCE);
        } finally {
            done.set(true);
            killer.join();
            workers.forEach(ProgramProcess::close);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        scene.holds(ledger);
        assertThat(kills[0]).as("kills").isPositive();
        FaultFigures.tell(
                "R1 " + name,
                ledger.accepted().size() + " jobs, " + WORKERS + " workers, " + kills[0] + " kills, " + seconds + " s");
    }

    @Test
    void onTheEmbeddedDatabaseTheWholeProcessIsKilled(ReleasedWorkspace workspace) {
        int jobs = FaultSize.asked().of(400, Integer.getInteger("understudy.faults.jobs", 100_000));
        int most = FaultSize.asked().of(1, 50);
        ReleasedWorkspace.Place place =
                workspace.place(folder.resolve("w")).with(Map.of(FaultWorker.SUBMITS, Integer.toString(jobs)));
        JobLedger ledger = new JobLedger();
        int kills = 0;
        while (ledger.accepted().size() < jobs) {
            try (ProgramProcess process =
                    ProgramProcess.at(place).main(FaultWorker.class).run()) {
                int until = kills < most ? ledger.accepted().size() + jobs / (most + 1) : jobs;
                while (ledger.accepted().size() < until) {
                    String line = process.line();
                    assertThat(line).as("its output ended; " + process.err()).isNotEmpty();
                    String[] words = line.split(" ", -1);
                    if (words.length == 3) {
                        ledger.accept(words[1], new JobId(words[2]));
                    }
                }
                process.kill();
                kills++;
            }
        }
        try (ProgramProcess rest =
                ProgramProcess.at(workspacePlace(place)).main(FaultWorker.class).run()) {
            assertThat(rest.line()).isEqualTo("started");
            assertThat(rest.line()).startsWith("accepted");
            // the embedded database has one process: it says itself when all is done
            String line = rest.line();
            while (!line.equals("drained")) {
                assertThat(line).as("its output ended; " + rest.err()).isNotEmpty();
                line = rest.line();
            }
            rest.kill();
        }
        try (Engine engine = new Engine(
                        Workspace.open(place.directory(), Map.of(), place.product()),
                        InstantSource.system(),
                        Duration.ofSeconds(10));
                JobQueue queue = FaultQueues.open(Map.of(), engine::database, FaultQueues.policy(1_000))) {
            ledger.awaitEnds(queue, Duration.ofMinutes(1));
            KeptLog.holds(engine.database(), ledger.results(queue));
        }
        FaultFigures.tell("R1 H2", ledger.accepted().size() + " jobs, " + kills + " kills");
    }

    /** The same; what has been handed in before is handed in again, and each is the job that it was. */
    private static ReleasedWorkspace.Place workspacePlace(ReleasedWorkspace.Place place) {
        return place.with(Map.of(FaultWorker.DRAINS, "yes", FaultWorker.SUBMITS, "1"));
    }

    @Test
    void atEachStep(ReleasedWorkspace workspace) throws InterruptedException {
        try (JobScene scene = JobScene.onRedis(workspace, folder)) {
            eachStep(scene);
        }
    }

    private static void eachStep(JobScene scene) throws InterruptedException {
        JobLedger ledger = new JobLedger();
        for (DeathAtStep.Step step : DeathAtStep.Step.values()) {
            ledger.submit(scene.queue, "r3-" + step + "-", FaultSize.asked().of(20, 200));
            try (ProgramProcess dying = ProgramProcess.at(scene.place.with(Map.of(FaultWorker.DIES_AT, step.name())))
                    .main(FaultWorker.class)
                    .run()) {
                assertThat(dying.exit(Duration.ofSeconds(60))).as("%s", step).isEqualTo(DeathAtStep.EXIT);
            }
        }
        try (ProgramProcess sound = scene.worker(Map.of())) {
            ledger.awaitEnds(scene.queue, Duration.ofSeconds(90));
            assertThat(sound.isAlive()).isTrue();
        }
        scene.holds(ledger);
        FaultFigures.tell(
                "R3",
                ledger.accepted().size() + " jobs, a death at each of " + DeathAtStep.Step.values().length + " steps");
    }
}
