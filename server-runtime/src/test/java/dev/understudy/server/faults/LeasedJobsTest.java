package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.jobs.Job;
import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** R4 and R13: work that lasts longer than its lease, a worker that stands still, workers whose clocks are wrong. */
@Timeout(600)
@ExtendWith(ReleasedWorkspace.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeasedJobsTest {
    private static final Duration LEASE = Duration.ofMillis(1_500);
    /** Longer than two leases. */
    private static final String WORK = Integer.toString(FaultSize.asked().of(3_200, 10_000));

    private static final int JOBS = FaultSize.asked().of(1, 20);
    private static final long HOUR = 3_600;

    private JobScene redis;
    private JobScene postgres;

    @BeforeAll
    void start(ReleasedWorkspace workspace, @TempDir Path folder) {
        redis = JobScene.onRedis(workspace, folder);
        postgres = redis.inItsDatabase();
    }

    @AfterAll
    void end() {
        redis.close();
    }

    @Test
    void aWorkerThatStoodStillIsRefusedOnPostgres() throws InterruptedException {
        renewedAndRefused("PostgreSQL", postgres);
    }

    @Test
    void aWorkerThatStoodStillIsRefusedOnRedis() throws InterruptedException {
        renewedAndRefused("Redis", redis);
    }

    private static Map<String, String> slow() {
        return Map.of(FaultWorker.LEASE, Long.toString(LEASE.toMillis()), FaultWorker.SLOWER, WORK);
    }

    private static void renewedAndRefused(String name, JobScene scene) throws InterruptedException {
        JobLedger ledger = new JobLedger();
        try (ProgramProcess slow = scene.worker(slow())) {
            ledger.submit(scene.queue, "r4-renewed-" + name + "-", JOBS);
            List<JobId> renewed = List.copyOf(ledger.accepted().values());
            awaitRunning(scene, renewed);
            while (renewed.stream().anyMatch(id -> isRunning(scene, id))) {
                assertThat(scene.queue.claim("another", 1, Duration.ofMillis(20)))
                        .as("claimed by another while its worker lives")
                        .isEmpty();
            }
            assertThat(renewed)
                    .allSatisfy(id -> assertThat(job(scene, id).attempts()).isEqualTo(1));

            ledger.submit(scene.queue, "r4-stale-" + name + "-", JOBS);
            List<JobId> stale = new ArrayList<>(ledger.accepted().values());
            stale.removeAll(renewed);
            awaitRunning(scene, stale);
            slow.pause();
            Map<JobId, Job> ended;
            try (ProgramProcess sound = scene.worker(Map.of())) {
                ledger.awaitEnds(scene.queue, Duration.ofSeconds(60));
                assertThat(sound.isAlive()).isTrue();
                ended = jobs(scene, stale);
            } finally {
                slow.resume();
            }
            assertThat(ended.values())
                    .allSatisfy(job -> assertThat(job.attempts())
                            .as("tries of a job whose worker stood still")
                            .isEqualTo(2));
            for (int i = 0; i < JOBS; i++) {
                slow.awaitLine(SpokenWork.LOST);
            }
            assertThat(jobs(scene, stale)).as("after the late word").isEqualTo(ended);
        }
        scene.holds(ledger);
        FaultFigures.tell(
                "R4 " + name,
                JOBS + " jobs of " + WORK + " ms renewed at leases of " + LEASE.toMillis() + " ms, " + JOBS
                        + " late words of a stopped worker refused");
    }

    @Test
    void wrongClocksClaimNothingTwiceOnPostgres() throws InterruptedException {
        wrongClocks("PostgreSQL", postgres);
    }

    @Test
    void wrongClocksClaimNothingTwiceOnRedis() throws InterruptedException {
        wrongClocks("Redis", redis);
    }

    private static void wrongClocks(String name, JobScene scene) throws InterruptedException {
        JobLedger ledger = new JobLedger();
        Map<String, String> slow = Map.of(
                FaultWorker.LEASE, Long.toString(LEASE.toMillis()),
                FaultWorker.SLOWER, Integer.toString(FaultSize.asked().of(400, 2_000)));
        int portions = FaultSize.asked().of(3, 20);
        try (ProgramProcess ahead = scene.worker(with(slow, HOUR));
                ProgramProcess behind = scene.worker(with(slow, -HOUR))) {
            for (int i = 0; i < portions; i++) {
                ledger.submit(scene.queue, "r13-" + name + "-" + i + "-", 100);
            }
            ahead.awaitLine(SpokenWork.BEGAN);
            behind.awaitLine(SpokenWork.BEGAN);
            ledger.awaitEnds(scene.queue, Duration.ofMinutes(2));
        }
        assertThat(ledger.accepted().values())
                .allSatisfy(
                        id -> assertThat(job(scene, id).attempts()).as("tries").isEqualTo(1));
        scene.holds(ledger);
        FaultFigures.tell(
                "R13 " + name,
                ledger.accepted().size() + " jobs, a worker an hour ahead and one an hour behind, each claimed once");
    }

    private static Map<String, String> with(Map<String, String> variables, long ahead) {
        Map<String, String> all = new HashMap<>(variables);
        all.put(FaultWorker.AHEAD, Long.toString(ahead));
        return all;
    }

    private static void awaitRunning(JobScene scene, List<JobId> ids) {
        Deadline.await(
                Duration.ofSeconds(30),
                () -> "jobs that a worker works on",
                () -> ids.stream().allMatch(id -> isRunning(scene, id)));
    }

    private static boolean isRunning(JobScene scene, JobId id) {
        return job(scene, id).state() instanceof JobState.Running;
    }

    private static Map<JobId, Job> jobs(JobScene scene, List<JobId> ids) {
        Map<JobId, Job> jobs = new HashMap<>();
        ids.forEach(id -> jobs.put(id, job(scene, id)));
        return jobs;
    }

    private static Job job(JobScene scene, JobId id) {
        return scene.queue.find(id).orElseThrow();
    }
}
