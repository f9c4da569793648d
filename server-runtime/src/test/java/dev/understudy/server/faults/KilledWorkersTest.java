package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.jobs.JobId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** R1, R2 and R3 for jobs: workers are killed while jobs come in, at any moment and at each step. */
@Timeout(3_600)
@ExtendWith(ReleasedWorkspace.Shared.class)
class KilledWorkersTest {
    private static final int JOBS = FaultSize.asked().of(300, Integer.getInteger("understudy.faults.jobs", 100_000));
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
        AtomicInteger kills = new AtomicInteger();
        Thread killer = Thread.startVirtualThread(() -> {
            while (!done.get()) {
                LockSupport.parkNanos(BETWEEN.toNanos());
                if (!done.get()) {
                    workers.removeFirst().kill();
                    workers.add(scene.worker(Map.of()));
                    kills.incrementAndGet();
                }
            }
        });
        long begin = System.nanoTime();
        try {
            // a fast machine may be done with the first portion before the first kill
            for (int portion = 0; portion == 0 || kills.get() == 0; portion++) {
                ledger.submit(scene.queue, "r1-" + portion + "-", JOBS);
            }
            ledger.awaitEnds(scene.queue, PATIENCE);
        } finally {
            done.set(true);
            killer.join();
            workers.forEach(ProgramProcess::close);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        scene.holds(ledger);
        assertThat(kills.get()).as("kills").isPositive();
        FaultFigures.tell(
                "R1 " + name,
                ledger.accepted().size() + " jobs, " + WORKERS + " workers, " + kills + " kills, " + seconds + " s");
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
                    note(line, ledger);
                }
                process.kill();
                kills++;
                KilledFile.holds(place, folder, ledger);
            }
        }
        DrainedJobs.hold(place.with(Map.of(FaultWorker.SUBMITS, "1")), ledger);
        FaultFigures.tell("R1 H2", ledger.accepted().size() + " jobs, " + kills + " kills");
    }

    @Test
    void atEachStepOnRedis(ReleasedWorkspace workspace) throws InterruptedException {
        try (JobScene scene = JobScene.onRedis(workspace, folder)) {
            eachStep("Redis", scene, steps(DeathAtStep.Step.BEFORE_SCORES, DeathAtStep.Step.ACKNOWLEDGED));
        }
    }

    @Test
    void atEachStepOnPostgres(ReleasedWorkspace workspace) throws InterruptedException {
        try (JobScene scene = JobScene.onPostgres(workspace, folder)) {
            eachStep("PostgreSQL", scene, steps(DeathAtStep.Step.LOGGED, DeathAtStep.Step.BEFORE_RESULT));
        }
    }

    /** All of them, or with every build some. */
    private static List<DeathAtStep.Step> steps(DeathAtStep.Step... inShort) {
        return switch (FaultSize.asked()) {
            case SHORT -> List.of(inShort);
            case FULL -> List.of(DeathAtStep.Step.values());
        };
    }

    private static void eachStep(String name, JobScene scene, List<DeathAtStep.Step> steps)
            throws InterruptedException {
        JobLedger ledger = new JobLedger();
        for (DeathAtStep.Step step : steps) {
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
                "R3 " + name, ledger.accepted().size() + " jobs, a death at each of " + steps.size() + " steps");
    }

    /** The embedded database has one process: it hands in, works, and dies while it hands in. */
    @Test
    void atEachStepOnTheEmbeddedDatabase(ReleasedWorkspace workspace) {
        ReleasedWorkspace.Place place = workspace.place(folder.resolve("w"));
        JobLedger ledger = new JobLedger();
        List<DeathAtStep.Step> steps = steps(DeathAtStep.Step.LOGGED);
        for (DeathAtStep.Step step : steps) {
            // what the ones before handed in is handed in again, and more
            String jobs = Integer.toString(ledger.accepted().size() + 200);
            try (ProgramProcess dying = ProgramProcess.at(
                            place.with(Map.of(FaultWorker.DIES_AT, step.name(), FaultWorker.SUBMITS, jobs)))
                    .main(FaultWorker.class)
                    .run()) {
                for (String line = dying.line(); !line.isEmpty(); line = dying.line()) {
                    note(line, ledger);
                }
                assertThat(dying.exit(Duration.ofSeconds(60))).as("%s", step).isEqualTo(DeathAtStep.EXIT);
            }
        }
        DrainedJobs.hold(place.with(Map.of(FaultWorker.SUBMITS, "1000")), ledger);
        FaultFigures.tell("R3 H2", ledger.accepted().size() + " jobs, a death at each of " + steps.size() + " steps");
    }

    private static void note(String line, JobLedger ledger) {
        String[] words = line.split(" ", -1);
        if (words.length == 3) {
            ledger.accept(words[1], new JobId(words[2]));
        }
    }
}
