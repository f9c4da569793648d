package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.jobs.Backlog;
import dev.understudy.engine.jobs.Job;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * R12 of workers: {@code work} told to end (SIGTERM) amid jobs ends with 143, and leaves none behind that waits for its lease
 * of 30 seconds to lapse, nor one that has lost a try.
 */
@Timeout(600)
@ExtendWith(ReleasedWorkspace.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndedWorkersTest {
    private static final int ENDS = FaultSize.asked().of(2, 20);
    private static final int JOBS_AN_END = FaultSize.asked().of(3_000, 2_000);
    /** So many are done of those meant for a worker when it is told to end. */
    private static final int AMID = 500;

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
    void aWorkerThatEndsLeavesNoJobBehindOnPostgres() throws InterruptedException {
        leavesNothing("PostgreSQL", postgres);
    }

    @Test
    void aWorkerThatEndsLeavesNoJobBehindOnRedis() throws InterruptedException {
        leavesNothing("Redis", redis);
    }

    private static Backlog backlog(JobScene scene) {
        return scene.queue.backlog().stream()
                .filter(each -> each.task().text().equals(ReleasedWorkspace.TASK))
                .findFirst()
                .orElseThrow();
    }

    private static void leavesNothing(String name, JobScene scene) throws InterruptedException {
        JobLedger ledger = new JobLedger();
        int amid = 0;
        long givenBack = 0;
        for (int end = 0; end < ENDS; end++) {
            ledger.submit(scene.queue, "r12-" + name + "-" + end + "-", JOBS_AN_END);
            long before = backlog(scene).waiting();
            try (ProgramProcess worker = ProgramProcess.at(scene.place).run("work")) {
                Deadline.await(
                        Duration.ofSeconds(60),
                        () -> "no job is done; " + worker.err(),
                        () -> backlog(scene).waiting() <= before - AMID);
                assertThat(worker.terminate()).isEqualTo(143);
            }
            Backlog left = backlog(scene);
            assertThat(left.running()).as("jobs that nobody works on").isZero();
            assertThat(left.failed()).isZero();
            amid += left.waiting() > 0 ? 1 : 0;
            givenBack += left.waiting();
        }
        assertThat(amid).as("ends amid work").isPositive();
        try (ProgramProcess worker = ProgramProcess.at(scene.place).run("work")) {
            ledger.awaitEnds(scene.queue, Duration.ofMinutes(5));
            assertThat(worker.terminate()).isEqualTo(143);
        }
        assertThat(ledger.accepted().values())
                .allSatisfy(
                        id -> assertThat(scene.queue.find(id).map(Job::attempts).orElseThrow())
                                .as("tries")
                                .isEqualTo(1));
        scene.holds(ledger);
        FaultFigures.tell(
                "R12 " + name,
                ledger.accepted().size() + " jobs, " + ENDS + " workers ended by SIGTERM, " + amid
                        + " of them amid work, " + givenBack
                        + " jobs left to the next one, none of them leased, each done in one try");
    }
}
