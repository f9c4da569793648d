package dev.understudy.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.scene.RedisScene;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs and calls when Redis is killed, full, or not as it has to be. */
@Timeout(60)
class LettuceFaultTest {
    private static final Duration LONG = JobQueueContract.LONG;

    @TempDir
    private Path folder;

    private RedisScene redis;
    private LettuceJobQueue queue;

    @BeforeEach
    void open() {
        redis = RedisScene.durable(folder);
        queue = queue();
    }

    @AfterEach
    void close() {
        queue.close();
        redis.close();
    }

    private LettuceJobQueue queue() {
        return LettuceJobQueue.open(
                redis.address("jobs"),
                RedisDurability.ALWAYS,
                JobQueueContract.policy(),
                new SecureRandom(),
                System::nanoTime);
    }

    @Test
    void everyStateSurvivesAKillOfRedis() throws InterruptedException {
        JobId done = JobQueueContract.submit(queue, "done");
        queue.end(List.of(new JobEnd.Succeeded(JobQueueContract.claimOne(queue).lease(), "0.5")));
        JobId running = JobQueueContract.submit(queue, "running");
        JobLease lease = JobQueueContract.claimOne(queue).lease();
        JobId queued = JobQueueContract.submit(queue, "queued");
        List<Job> before = queue.list(false, 10);

        redis.kill();
        redis.start();
        JobQueueContract.until(this::answers);

        assertThat(queue.list(false, 10)).isEqualTo(before);
        assertThat(JobQueueContract.ids(queue.claim("w", 10, Duration.ZERO))).containsExactly(queued);
        assertThat(queue.end(List.of(new JobEnd.Succeeded(lease, "0.7")))).containsExactly(lease);
        assertThat(before).extracting(Job::id).containsExactly(queued, running, done);
    }

    @Test
    void withoutRedisCallsFailSoonAndGoOnAfterwards() {
        redis.kill();
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertUnavailable(() -> JobQueueContract.submit(queue, "body"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));

        redis.start();
        start = System.nanoTime();
        JobQueueContract.until(this::answers);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(JobQueueContract.submit(queue, "body")).isNotNull();
    }

    @Test
    void withoutRedisNoQueueOpens() {
        redis.kill();

        assertUnavailable(this::queue);
    }

    @Test
    void aWaitingClaimHearsOfJobsAfterARestart() throws Exception {
        redis.kill();
        redis.start();
        JobQueueContract.until(this::answers);
        FutureTask<List<ClaimedJob>> claim = new FutureTask<>(() -> queue.claim("w", 1, LONG));
        Thread.ofPlatform().start(claim);

        JobId id = JobQueueContract.submit(queue, "body");

        assertThat(JobQueueContract.ids(claim.get(10, TimeUnit.SECONDS))).containsExactly(id);
    }

    @Test
    void killsUnderLoadLoseNothingAndDoNothingTwice() throws Exception {
        Set<JobId> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        List<FutureTask<Boolean>> callers = IntStream.range(0, 4)
                .mapToObj(caller -> new FutureTask<>(() -> submitUntil(stop, caller, acknowledged)))
                .toList();
        callers.forEach(caller -> Thread.ofPlatform().start(caller));

        for (int kill = 1; kill <= 3; kill++) {
            int enough = kill * 200;
            JobQueueContract.until(
                    () -> acknowledged.size() >= enough || callers.stream().anyMatch(Future::isDone));
            redis.kill();
            redis.start();
        }
        JobQueueContract.until(
                () -> acknowledged.size() >= 800 || callers.stream().anyMatch(Future::isDone));
        stop.set(true);
        for (FutureTask<Boolean> caller : callers) {
            assertThat(caller.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        Set<JobId> claimed = new HashSet<>();
        for (List<ClaimedJob> some = queue.claim("w", 100, Duration.ZERO);
                !some.isEmpty();
                some = queue.claim("w", 100, Duration.ZERO)) {
            assertThat(some).allMatch(job -> claimed.add(job.lease().id()), "was not there before");
        }
        assertThat(claimed).as("each key was told until it was acknowledged").isEqualTo(acknowledged);
    }

    /** Hands in jobs, each again with its key until it is acknowledged. */
    private boolean submitUntil(AtomicBoolean stop, int caller, Set<JobId> acknowledged) {
        for (int i = 0; !stop.get(); i++) {
            Optional<String> key = Optional.of(caller + "/" + i);
            JobSubmission job =
                    new JobSubmission(JobQueueContract.TASK, "shop", key, JobPriority.NORMAL, "body " + key.get());
            JobQueueContract.until(() -> acknowledges(job, acknowledged));
        }
        return true;
    }

    private boolean acknowledges(JobSubmission job, Set<JobId> acknowledged) {
        try {
            acknowledged.add(JobQueueContract.accepted(queue.submit(job)));
            return true;
        } catch (UnderstudyException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_UNAVAILABLE);
            return false;
        }
    }

    @Test
    void whereMemoryIsFullNoJobIsTakenAndEndsAreStillTold() throws InterruptedException {
        JobId id = JobQueueContract.submit(queue, "body");
        JobLease lease = JobQueueContract.claimOne(queue).lease();
        assertThat(redis.command("CONFIG SET maxmemory 1")).isEqualTo("+OK");

        assertUnavailable(() -> JobQueueContract.submit(queue, "more"));

        assertThat(queue.end(List.of(new JobEnd.Succeeded(lease, "0.5")))).containsExactly(lease);
        redis.command("CONFIG SET maxmemory 0");
        assertThat(queue.list(false, 10)).extracting(Job::id).containsExactly(id);
        assertThat(JobQueueContract.job(queue, id).state().key()).isEqualTo("succeeded");
    }

    @Test
    void scriptsThatRedisHasForgottenAreToldAgain() {
        assertThat(redis.command("SCRIPT FLUSH")).isEqualTo("+OK");

        assertThat(queue.find(JobQueueContract.submit(queue, "body"))).isPresent();
    }

    @Test
    void nothingIsLeftOfJobsThatAreForgotten() throws InterruptedException {
        JobPolicy soon = new JobPolicy(5, Duration.ZERO, Duration.ZERO, LONG, 1_000, Duration.ofMillis(1));
        try (LettuceJobQueue other = LettuceJobQueue.open(
                redis.address("short"), RedisDurability.ALWAYS, soon, new SecureRandom(), System::nanoTime)) {
            String before = redis.command("DBSIZE");
            for (int i = 0; i < 20; i++) {
                JobQueueContract.submit(other, "body");
            }
            other.claim("w", 10, Duration.ZERO)
                    .forEach(job -> other.end(List.of(new JobEnd.Succeeded(job.lease(), "0.5"))));
            other.list(false, 20).forEach(job -> other.cancel(job.id()));
            int[] forgotten = {0};
            JobQueueContract.until(() -> (forgotten[0] += other.forget()) == 20);

            assertThat(redis.command("XLEN {short}:stream:normal")).isEqualTo(":0");
            assertThat(redis.command("XPENDING {short}:stream:normal workers")).startsWith("*4\r\n:0");
            assertThat(number(redis.command("DBSIZE")) - number(before))
                    .as("sequence, tasks, counts of running and of what is set aside")
                    .isEqualTo(4);
        }
    }

    private static long number(String answer) {
        return Long.parseLong(answer.substring(1));
    }

    private boolean answers() {
        try {
            queue.backlog();
            return true;
        } catch (UnderstudyException e) {
            return false;
        }
    }

    private static void assertUnavailable(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_UNAVAILABLE));
    }
}
