package dev.understudy.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.database.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What queues in a database promise besides. Tests share one database, whose jobs are taken out before each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbiJobQueueContract extends JobQueueContract {
    private Database database;
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");

    abstract Database openDatabase(Path folder);

    @BeforeAll
    void openTheDatabase(@TempDir Path folder) {
        database = openDatabase(folder);
    }

    @AfterAll
    void closeTheDatabase() {
        database.close();
    }

    @BeforeEach
    void takeOutTheJobs() {
        database.write(handle -> handle.execute("DELETE FROM job") + handle.execute("DELETE FROM job_task"));
    }

    @Override
    JobQueue open(JobPolicy policy) {
        return JdbiJobQueue.on(database, policy);
    }

    /** A queue whose clock is moved by hand. */
    private JobQueue byHand(JobPolicy policy) {
        return new JdbiJobQueue(database, policy, handle -> now);
    }

    @Test
    void aLeaseLastsToItsLastMicrosecond() throws InterruptedException {
        JobQueue queue = byHand(policy(5, Duration.ZERO, Duration.ofSeconds(30)));
        submit(queue, "body");
        JobLease first = claimOne(queue).lease();

        now = now.plus(Duration.ofSeconds(30)).minusNanos(1_000);
        assertThat(queue.claim("other", 1, Duration.ZERO)).isEmpty();
        assertThat(queue.renew(List.of(first))).containsExactly(first);
        now = now.plusSeconds(30);
        ClaimedJob second = queue.claim("other", 1, Duration.ZERO).getFirst();

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(queue.end(List.of(new JobEnd.Succeeded(first, "late")))).isEmpty();
    }

    @Test
    void aLapsedLeaseThatNobodyClaimedStillCounts() throws InterruptedException {
        JobQueue queue = byHand(policy(5, Duration.ZERO, Duration.ofSeconds(30)));
        submit(queue, "body");
        JobLease lease = claimOne(queue).lease();
        now = now.plusSeconds(60);

        assertThat(queue.end(List.of(new JobEnd.Succeeded(lease, "late")))).containsExactly(lease);
    }

    @Test
    void aLapsedJobHasItsOldPlaceInItsLane() throws InterruptedException {
        JobQueue queue = byHand(policy(5, Duration.ZERO, Duration.ofSeconds(30)));
        JobId first = submit(queue, "first");
        claimOne(queue);
        now = now.plusSeconds(1);
        JobId second = submit(queue, "second");
        now = now.plusSeconds(60);
        JobId urgent = submit(queue, JobPriority.HIGH, "urgent");

        assertThat(List.of(claimOne(queue), claimOne(queue), claimOne(queue)))
                .extracting(job -> job.lease().id())
                .containsExactly(urgent, first, second);
    }

    @Test
    void backOffsGrowUpToTheLongest() throws InterruptedException {
        JobQueue queue = byHand(new JobPolicy(
                4, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(30), 10, Duration.ofDays(7)));
        JobId id = submit(queue, "body");
        for (int seconds : new int[] {1, 2, 3}) {
            queue.end(List.of(new JobEnd.Retry(claimOne(queue).lease(), BUSY)));
            assertThat(((JobState.Queued) job(queue, id).state()).due()).isEqualTo(now.plusSeconds(seconds));
            now = now.plusSeconds(seconds);
        }
        queue.end(List.of(new JobEnd.Retry(claimOne(queue).lease(), BUSY)));

        assertFailed(queue, id, BUSY);
    }

    @Test
    void hugePayloadsComeInPortionsThatFitIntoMemory() throws InterruptedException {
        JobQueue queue = queue(policy());
        String huge = "x".repeat(3_000_000);
        IntStream.range(0, 4).forEach(i -> submit(queue, huge));

        assertThat(queue.claim("w", 100, Duration.ZERO))
                .hasSize(2)
                .allSatisfy(job -> assertThat(job.payload()).isEqualTo(huge));
    }

    @Test
    void aHugeResultComesBack() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId id = submit(queue, "body");
        String huge = "y".repeat(2_000_000);
        queue.end(List.of(new JobEnd.Succeeded(claimOne(queue).lease(), huge)));

        assertThat(((JobState.Succeeded) job(queue, id).state()).result()).isEqualTo(huge);
    }

    @Test
    void whatEndedIsForgottenOnlyWhenItsTimeIsOver() throws InterruptedException {
        JobQueue queue = byHand(policy());
        submit(queue, "body");
        queue.end(List.of(new JobEnd.Succeeded(claimOne(queue).lease(), "0.5")));
        now = now.plus(Duration.ofDays(7));
        assertThat(queue.forget()).isZero();
        now = now.plusNanos(1_000);

        assertThat(queue.forget()).isEqualTo(1);
    }
}
