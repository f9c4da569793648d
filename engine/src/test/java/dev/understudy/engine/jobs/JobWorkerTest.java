package dev.understudy.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.PredictionAnswer;
import dev.understudy.engine.serving.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker does with jobs of a real queue, whatever becomes of the work; time limits and leases are moved by hand. */
@Timeout(60)
class JobWorkerTest {
    private static final TaskName TASK = new TaskName("listing-scam");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LEASE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Database database;
    private JobQueue queue;
    private JobWorker worker;
    private volatile Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final AtomicLong nanos = new AtomicLong();
    private final Map<String, Runnable> repeated = new HashMap<>();
    private final ConcurrentLinkedQueue<WorkerNote> notes = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> hopeless = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @BeforeEach
    void open() {
        database = H2Database.open(folder.resolve("understudy"), Duration.ZERO);
        queue = new JdbiJobQueue(
                database,
                new JobPolicy(3, Duration.ZERO, Duration.ZERO, LEASE, 10_000, Duration.ofDays(7)),
                handle -> now);
    }

    @AfterEach
    void close() {
        never.countDown();
        worker.close();
        database.close();
    }

    private final JobObserver observer = new JobObserver() {
        @Override
        public void submitted(TaskName task) {}

        @Override
        public void started(TaskName task) {}

        @Override
        public void ended(TaskName task, Ending ending) {}

        @Override
        public void took(TaskName task, Duration duration) {}

        @Override
        public void worker(WorkerNote note) {
            notes.add(note);
        }
    };

    private final Repetition byHand = (name, interval, work) -> {
        repeated.put(name, work);
        return () -> repeated.remove(name);
    };

    private void work(WorkerPolicy policy, JobWork work) {
        worker = new JobWorker(
                new JobWorker.Surroundings(
                        "w",
                        queue,
                        (task, calls) -> {
                            sizes.add(calls.size());
                            return work.predictEach(task, calls);
                        },
                        () -> true,
                        observer,
                        hopeless::add),
                new JobPolicy(3, Duration.ZERO, Duration.ZERO, LEASE, 10_000, Duration.ofDays(7)),
                policy,
                nanos::get,
                byHand);
        worker.start();
    }

    private static WorkerPolicy policy(int threads, int mostStuck, Duration grace) {
        return new WorkerPolicy(threads, 100, 1_000, LIMIT, mostStuck, grace);
    }

    private static WorkerPolicy policy(int threads) {
        return policy(threads, 10, Duration.ofSeconds(5));
    }

    private JobId submit(String event) {
        String payload = JobPayloadJson.write(
                List.of(new OfferedEvent(Optional.of(event), Optional.of("2026-03-01"), Map.of("price", "12"))));
        return JobQueueContract.accepted(
                queue.submit(new JobSubmission(TASK, "", Optional.empty(), JobPriority.NORMAL, payload)));
    }

    /** Answers each call; what is said of one event is said of its call. */
    private static List<PredictionAnswer> answers(List<List<OfferedEvent>> calls) {
        return calls.stream()
                .<PredictionAnswer>map(call -> id(call).startsWith("bad")
                        ? new PredictionAnswer.Refused(
                                new Refusal(0, ErrorCode.DATA_INVALID, "price: expected a number"))
                        : new PredictionAnswer.Answered(List.of()))
                .toList();
    }

    private static String id(List<OfferedEvent> call) {
        return call.getFirst().id().orElseThrow();
    }

    private static boolean anyIs(List<List<OfferedEvent>> calls, String prefix) {
        return calls.stream().anyMatch(call -> id(call).startsWith(prefix));
    }

    private String state(JobId id) {
        return JobQueueContract.job(queue, id).state().key();
    }

    private JobFailure failure(JobId id) {
        return ((JobState.Failed) JobQueueContract.job(queue, id).state()).failure();
    }

    private static void until(BooleanSupplier condition) {
        JobQueueContract.until(condition);
    }

    private void untilAll(List<JobId> ids, String state) {
        until(() -> ids.stream().allMatch(id -> state(id).equals(state)));
    }

    private void tick() {
        Runnable leases = repeated.get("leases");
        assertThat(leases).isNotNull();
        leases.run();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whatWaitsIsDoneTogether() {
        List<JobId> ids = IntStream.range(0, 50).mapToObj(i -> submit("e" + i)).toList();

        work(policy(1), (task, calls) -> answers(calls));

        untilAll(ids, "succeeded");
        assertThat(sizes).containsExactly(50);
        assertThat(((JobState.Succeeded)
                                JobQueueContract.job(queue, ids.getFirst()).state())
                        .result())
                .isEqualTo("{\"predictions\":[]}");
    }

    @Test
    void whatIsRefusedIsSetAsideAtOnceAndSaysWhy() {
        JobId good = submit("good");
        JobId bad = submit("bad");

        work(policy(1), (task, calls) -> answers(calls));

        untilAll(List.of(good), "succeeded");
        untilAll(List.of(bad), "failed");
        assertThat(failure(bad)).isEqualTo(new JobFailure("data-invalid", "event 0: price: expected a number"));
        assertThat(JobQueueContract.job(queue, bad).attempts()).isEqualTo(1);
    }

    @Test
    void aPayloadThatNobodyCanReadIsSetAside() {
        JobId odd = JobQueueContract.accepted(
                queue.submit(new JobSubmission(TASK, "", Optional.empty(), JobPriority.NORMAL, "{\"no\": 1}")));

        work(policy(1), (task, calls) -> answers(calls));

        untilAll(List.of(odd), "failed");
        assertThat(failure(odd).code()).isEqualTo("data-invalid");
    }

    @Test
    void aJobThatThrowsTakesNoOtherWithIt() {
        List<JobId> good = IntStream.range(0, 40).mapToObj(i -> submit("e" + i)).toList();
        JobId poison = submit("poison");

        work(policy(2), (task, calls) -> {
            if (anyIs(calls, "poison")) {
                throw new IllegalStateException("a secret of the service");
            }
            return answers(calls);
        });

        untilAll(good, "succeeded");
        untilAll(List.of(poison), "failed");
        assertThat(good)
                .allSatisfy(id -> assertThat(JobQueueContract.job(queue, id).attempts())
                        .as("tries of a job that did nothing wrong")
                        .isEqualTo(1));
        assertThat(JobQueueContract.job(queue, poison).attempts()).isEqualTo(3);
        assertThat(failure(poison)).isEqualTo(new JobFailure("internal", "the service is at fault; its log says more"));
        assertThat(notes)
                .filteredOn(WorkerNote.TryFailed.class::isInstance)
                .first()
                .satisfies(note ->
                        assertThat(((WorkerNote.TryFailed) note).cause()).hasMessage("a secret of the service"));
    }

    @Test
    void aJobThatHangsIsLeftAloneAndSetAside() {
        JobId hanging = submit("hang");

        work(policy(1), (task, calls) -> {
            if (anyIs(calls, "hang")) {
                await(never);
            }
            return answers(calls);
        });
        for (int attempt = 1; attempt <= 3; attempt++) {
            int begun = attempt;
            until(() -> sizes.size() == begun);
            pass(LIMIT.plusSeconds(1));
            tick();
        }

        untilAll(List.of(hanging), "failed");
        assertThat(failure(hanging).code()).isEqualTo("timed-out");
        JobId other = submit("other");
        untilAll(List.of(other), "succeeded");
        assertThat(hopeless).isEmpty();
    }

    @Test
    void whereTooManyThreadsHangTheProcessHasToEnd() {
        submit("hang");

        work(policy(1, 0, Duration.ZERO), (task, calls) -> {
            await(never);
            return answers(calls);
        });
        until(() -> sizes.size() == 1);
        pass(LIMIT.plusSeconds(1));
        tick();

        assertThat(hopeless).hasSize(1);
    }

    @Test
    void withoutMemoryTheProcessHasToEndAndTheTryCounts() throws InterruptedException {
        JobId greedy = submit("greedy");

        work(policy(1), (task, calls) -> {
            throw new OutOfMemoryError("heap");
        });
        until(() -> !hopeless.isEmpty());
        worker.close();

        assertThat(queue.claim("other", 10, Duration.ZERO))
                .as("before its lease lapses")
                .singleElement()
                .satisfies(job -> assertThat(job.attempt()).isEqualTo(2));
        assertThat(JobQueueContract.job(queue, greedy).lastFailure()).contains(JobFailure.WORKER_LOST);
    }

    @Test
    void whatAnEndingProcessHadNotBegunComesAgainAtOnceAndHasLostNoTry() throws InterruptedException {
        submit("greedy");
        JobId innocent = submit("innocent");

        work(new WorkerPolicy(1, 100, 1, LIMIT, 10, Duration.ofSeconds(5)), (task, calls) -> {
            throw new OutOfMemoryError("heap");
        });
        until(() -> !hopeless.isEmpty());
        worker.close();

        List<ClaimedJob> again = new ArrayList<>(queue.claim("other", 10, Duration.ZERO));
        again.addAll(queue.claim("other", 10, Duration.ZERO)); // the one that was tried comes alone
        assertThat(again)
                .filteredOn(job -> job.lease().id().equals(innocent))
                .singleElement()
                .satisfies(job -> assertThat(job.attempt()).isEqualTo(1));
    }

    @Test
    void whatCannotBeDoneHereNowIsGivenBackWithoutATry() {
        JobId id = submit("e");

        work(policy(1), (task, calls) -> {
            if (sizes.size() <= 2) {
                throw new UnderstudyException(ErrorCode.MODEL_UNAVAILABLE, "no model");
            }
            return answers(calls);
        });
        until(() -> sizes.size() == 1 && state(id).equals("queued"));
        assertThat(JobQueueContract.job(queue, id).attempts()).isZero();
        now = now.plusSeconds(1);
        until(() -> sizes.size() == 2 && state(id).equals("queued"));
        now = now.plusSeconds(1);
        assertThat(state(id)).as("its second wait is longer").isEqualTo("queued");
        now = now.plusSeconds(1);

        untilAll(List.of(id), "succeeded");
        assertThat(JobQueueContract.job(queue, id).attempts()).isEqualTo(1);
    }

    @Test
    void anOutageOfTheQueueEndsNoWorker() {
        CountDownLatch away = new CountDownLatch(1);
        JobId id = submit("e");

        work(policy(1), (task, calls) -> {
            await(away);
            return answers(calls);
        });
        until(() -> sizes.size() == 1);
        database.write(handle -> handle.execute("ALTER TABLE job RENAME TO job_away"));
        away.countDown();
        until(() -> notes.stream().anyMatch(WorkerNote.Waiting.class::isInstance));
        database.write(handle -> handle.execute("ALTER TABLE job_away RENAME TO job"));

        untilAll(List.of(id), "succeeded");
        until(() -> notes.contains(new WorkerNote.GoingOn()));
        JobId next = submit("next");
        untilAll(List.of(next), "succeeded");
    }

    @Test
    void leasesAreRenewedWhileItWorks() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        JobId id = submit("slow");

        work(policy(1), (task, calls) -> {
            await(done);
            return answers(calls);
        });
        until(() -> sizes.size() == 1);
        for (int i = 0; i < 5; i++) {
            now = now.plus(LEASE.dividedBy(3));
            pass(LEASE.dividedBy(3));
            tick();
        }
        assertThat(queue.claim("other", 1, Duration.ZERO)).isEmpty();
        done.countDown();

        untilAll(List.of(id), "succeeded");
        assertThat(JobQueueContract.job(queue, id).attempts()).isEqualTo(1);
    }

    @Test
    void anEndingWorkerFinishesWhatIsUnderWay() {
        CountDownLatch begun = new CountDownLatch(1);
        JobId id = submit("e");
        work(policy(1), (task, calls) -> {
            begun.countDown();
            until(() -> !repeated.isEmpty());
            return answers(calls);
        });
        await(begun);

        worker.close();

        assertThat(state(id)).isEqualTo("succeeded");
    }

    @Test
    void anEndingWorkerGivesBackWhatDoesNotEndInTime() {
        JobId hanging = submit("hang");
        work(policy(1, 10, Duration.ofNanos(1)), (task, calls) -> {
            await(never);
            return answers(calls);
        });
        until(() -> sizes.size() == 1);

        worker.close();

        assertThat(state(hanging)).isEqualTo("queued");
        assertThat(JobQueueContract.job(queue, hanging).attempts()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
