package dev.understudy.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@link JobQueue} promises, for each kind of queue. A test has one place that is empty at first and its own; the
 * queue's clock is a real one, so that waits are claims with patience, and never sleeps.
 */
@Timeout(60)
abstract class JobQueueContract {
    static final TaskName TASK = new TaskName("listing-scam");
    static final TaskName OTHER_TASK = new TaskName("churn");
    static final JobFailure BROKEN = new JobFailure("data-invalid", "a price of \"zwölf\" is no number");
    static final JobFailure BUSY = new JobFailure("model-unavailable", "no model is ready");

    /** Long enough for whatever a slow machine does meanwhile. */
    static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration SHORT_LEASE = Duration.ofMillis(60);
    private static final Duration NO_TIME = Duration.ZERO;

    private final List<JobQueue> opened = new ArrayList<>();

    /** Another queue on the test's place, as another process would open it. */
    abstract JobQueue open(JobPolicy policy);

    final JobQueue queue(JobPolicy policy) {
        JobQueue queue = open(policy);
        opened.add(queue);
        return queue;
    }

    @AfterEach
    final void closeQueues() {
        opened.forEach(JobQueue::close);
    }

    // What is handed in

    @Test
    void aJobIsThereAsItWasHandedIn() {
        JobQueue queue = queue(policy());

        JobId id = accepted(queue.submit(job("{\"price\": 12}")));

        Job job = job(queue, id);
        assertThat(job.id()).isEqualTo(id);
        assertThat(job.task()).isEqualTo(TASK);
        assertThat(job.owner()).isEqualTo("shop");
        assertThat(job.priority()).isEqualTo(JobPriority.NORMAL);
        assertThat(job.attempts()).isZero();
        assertThat(job.lastFailure()).isEmpty();
        assertThat(job.state())
                .isInstanceOfSatisfying(
                        JobState.Queued.class, state -> assertThat(state.due()).isBeforeOrEqualTo(job.submittedAt()));
    }

    @Test
    void anotherProcessFindsIt() throws InterruptedException {
        JobQueue first = queue(policy());
        JobId queued = submit(first, "waits");
        JobId done = submit(first, JobPriority.HIGH, "is done");
        first.end(List.of(new JobEnd.Succeeded(claimOne(first).lease(), "0.5")));
        first.close();

        JobQueue second = queue(policy());
        assertThat(job(second, done).state())
                .isInstanceOfSatisfying(
                        JobState.Succeeded.class,
                        state -> assertThat(state.result()).isEqualTo("0.5"));
        ClaimedJob claimed = claimOne(second);
        assertThat(claimed.lease().id()).isEqualTo(queued);
        assertThat(claimed.payload()).isEqualTo("waits");
    }

    @Test
    void anUnknownJobIsNotThere() {
        JobQueue queue = queue(policy());
        JobId unknown = JobId.fresh(new Random(7));

        assertThat(queue.find(unknown)).isEmpty();
        assertThat(queue.cancel(unknown)).isEqualTo(Cancellation.UNKNOWN);
        assertThat(queue.retry(unknown)).isFalse();
        assertThat(queue.renew(Set.of(new JobLease(unknown, 1)))).isEmpty();
        assertThat(queue.end(List.of(new JobEnd.Succeeded(new JobLease(unknown, 1), "0.5"))))
                .isEmpty();
        assertThat(queue.find(unknown)).isEmpty();
    }

    @Test
    void textsComeBackAsTheyWere() throws InterruptedException {
        JobQueue queue = queue(policy());
        String text = "{\"city\": \"’s-Hertogenbosch\", \"note\": \"\\u0000 🦊\"}\r\n\t" + "x".repeat(300_000);

        JobId id = submit(queue, text);
        ClaimedJob claimed = claimOne(queue);
        queue.end(List.of(new JobEnd.Succeeded(claimed.lease(), text)));

        assertThat(claimed.payload()).isEqualTo(text);
        assertThat(job(queue, id).state())
                .isInstanceOfSatisfying(
                        JobState.Succeeded.class,
                        state -> assertThat(state.result()).isEqualTo(text));
    }

    // Keys

    @Test
    void theSameKeyWithTheSameContentIsTheSameJob() {
        JobQueue queue = queue(policy());

        JobId first = accepted(queue.submit(keyed("shop", TASK, "k", "body")));

        assertThat(queue.submit(keyed("shop", TASK, "k", "body"))).isEqualTo(new Submitted.Accepted(first, false));
        assertThat(queue.list(false, 10)).hasSize(1);
    }

    @Test
    void theSameKeyWithOtherContentConflicts() {
        JobQueue queue = queue(policy());
        JobId first = accepted(queue.submit(keyed("shop", TASK, "k", "body")));

        assertThat(queue.submit(keyed("shop", TASK, "k", "another"))).isEqualTo(new Submitted.Conflicting(first));
        assertThat(queue.submit(new JobSubmission(TASK, "shop", Optional.of("k"), JobPriority.HIGH, "body")))
                .as("the same body with another priority")
                .isEqualTo(new Submitted.Conflicting(first));
        assertThat(queue.list(false, 10)).hasSize(1);
    }

    @Test
    void aKeyBelongsToAnOwnerAndATask() {
        JobQueue queue = queue(policy());

        Set<JobId> ids = new HashSet<>();
        for (JobSubmission job : List.of(
                keyed("shop", TASK, "k", "body"),
                keyed("", TASK, "k", "body"),
                keyed("shop:k", TASK, "k", "body"),
                keyed("shop", TASK, "k:k", "body"),
                keyed("shop", OTHER_TASK, "k", "body"),
                keyed("Shop", TASK, "k", "body"),
                keyed("shop", TASK, "K", "body"),
                keyed("shop", TASK, "k ", "body"))) {
            ids.add(accepted(queue.submit(job)));
        }

        assertThat(ids).hasSize(8);
    }

    @Test
    void withoutAKeyEachTimeIsAnotherJob() {
        JobQueue queue = queue(policy());

        assertThat(submit(queue, "body")).isNotEqualTo(submit(queue, "body"));
    }

    @Test
    void aKeyHoldsWhenItsJobHasEnded() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId id = accepted(queue.submit(keyed("shop", TASK, "k", "body")));
        queue.end(List.of(new JobEnd.Succeeded(claimOne(queue).lease(), "0.5")));

        assertThat(queue.submit(keyed("shop", TASK, "k", "body"))).isEqualTo(new Submitted.Accepted(id, false));
        assertThat(queue.claim("w", 10, NO_TIME)).isEmpty();
    }

    @Test
    void manyThreadsWithOneKeyMakeOneJob() throws Exception {
        JobQueue queue = queue(policy());

        List<Submitted> answers = atOnce(IntStream.range(0, 8)
                .<Callable<Submitted>>mapToObj(i -> () -> queue.submit(keyed("shop", TASK, "k", "body")))
                .toList());

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Submitted.Accepted.class))
                .map(JobQueueContract::accepted)
                .containsOnly(accepted(answers.getFirst()));
        assertThat(answers)
                .filteredOn(answer -> ((Submitted.Accepted) answer).fresh())
                .hasSize(1);
        assertThat(queue.list(false, 10)).hasSize(1);
    }

    // Who is worked on first

    @Test
    void withinAPriorityTheEarlierOneComesFirst() throws InterruptedException {
        JobQueue queue = queue(policy());
        List<JobId> submitted =
                IntStream.range(0, 30).mapToObj(i -> submit(queue, "job " + i)).toList();

        List<JobId> claimed = new ArrayList<>();
        while (claimed.size() < submitted.size()) {
            claimed.addAll(ids(queue.claim("w", 7, LONG)));
        }

        assertThat(claimed).isEqualTo(submitted);
    }

    @Test
    void higherPrioritiesComeFirst() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId low = submit(queue, JobPriority.LOW, "low");
        JobId normal = submit(queue, JobPriority.NORMAL, "normal");
        JobId high = submit(queue, JobPriority.HIGH, "high");

        assertThat(List.of(claimOne(queue), claimOne(queue), claimOne(queue)))
                .extracting(claimed -> claimed.lease().id())
                .containsExactly(high, normal, low);
    }

    @Test
    void aClaimTakesNoMoreThanItAsksFor() throws InterruptedException {
        JobQueue queue = queue(policy());
        IntStream.range(0, 5).forEach(i -> submit(queue, "job " + i));

        assertThat(queue.claim("w", 3, NO_TIME)).hasSize(3);
        assertThat(queue.claim("w", 3, NO_TIME)).hasSize(2);
        assertThat(queue.claim("w", 3, NO_TIME)).isEmpty();
    }

    @Test
    void aClaimedJobRuns() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId id = submit(queue, "body");

        ClaimedJob claimed = claimOne(queue);

        Job job = job(queue, id);
        assertThat(claimed.lease().id()).isEqualTo(id);
        assertThat(claimed.task()).isEqualTo(TASK);
        assertThat(claimed.attempt()).isEqualTo(1);
        assertThat(claimed.submittedAt()).isEqualTo(job.submittedAt());
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(job.state())
                .isInstanceOfSatisfying(
                        JobState.Running.class,
                        state -> assertThat(state.since()).isAfterOrEqualTo(job.submittedAt()));
    }

    // Waiting for jobs

    @Test
    void aClaimWaitsNoLongerThanItsPatience() throws InterruptedException {
        JobQueue queue = queue(policy());
        long start = System.nanoTime();

        assertThat(queue.claim("w", 1, Duration.ofMillis(150))).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(140), Duration.ofSeconds(10));
    }

    @Test
    void aClaimWithoutPatienceTakesWhatIsThere() throws InterruptedException {
        JobQueue queue = queue(policy());
        assertThat(queue.claim("w", 1, NO_TIME)).isEmpty();
        JobId id = submit(queue, "body");

        assertThat(ids(queue.claim("w", 1, NO_TIME))).containsExactly(id);
    }

    @Test
    void aWaitingClaimGetsWhatIsHandedInElsewhere() throws Exception {
        JobQueue here = queue(policy());
        JobQueue elsewhere = queue(policy());
        FutureTask<List<ClaimedJob>> claim = new FutureTask<>(() -> here.claim("w", 1, LONG));
        Thread worker = Thread.ofPlatform().start(claim);
        until(() -> waits(worker) || claim.isDone());
        assertThat(claim.isDone()).as("before there is a job").isFalse();
        long start = System.nanoTime();

        JobId id = submit(elsewhere, "body");

        assertThat(ids(claim.get(LONG.toSeconds(), TimeUnit.SECONDS))).containsExactly(id);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("until a waiting worker had it")
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anInterruptedClaimTakesNothing() throws Exception {
        JobQueue queue = queue(policy());
        FutureTask<List<ClaimedJob>> claim = new FutureTask<>(() -> queue.claim("w", 1, LONG));
        Thread worker = Thread.ofPlatform().start(claim);
        until(() -> waits(worker) || claim.isDone());

        worker.interrupt();

        assertThatThrownBy(() -> claim.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        JobId id = submit(queue, "body");
        assertThat(claimOne(queue).lease().id()).isEqualTo(id);
    }

    // Ends

    @Test
    void aDoneJobKeepsItsResult() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId id = submit(queue, "body");
        ClaimedJob claimed = claimOne(queue);

        assertThat(queue.end(List.of(new JobEnd.Succeeded(claimed.lease(), "0.5"))))
                .containsExactly(claimed.lease());

        Job job = job(queue, id);
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(job.state()).isInstanceOfSatisfying(JobState.Succeeded.class, state -> {
            assertThat(state.result()).isEqualTo("0.5");
            assertThat(state.at()).isAfterOrEqualTo(job.submittedAt());
        });
        assertThat(queue.claim("w", 10, NO_TIME)).isEmpty();
    }

    @Test
    void aJobThatCannotBeDoneIsSetAsideAtOnce() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId id = submit(queue, "body");
        ClaimedJob claimed = claimOne(queue);

        assertThat(queue.end(List.of(new JobEnd.Failed(claimed.lease(), BROKEN))))
                .containsExactly(claimed.lease());

        assertThat(job(queue, id).lastFailure()).contains(BROKEN);
        assertFailed(queue, id, BROKEN);
        assertThat(queue.claim("w", 10, NO_TIME)).isEmpty();
    }

    @Test
    void manyEndsAreToldAtOnce() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId done = submit(queue, "a");
        JobId broken = submit(queue, "b");
        JobId again = submit(queue, "c");
        JobId back = submit(queue, "d");
        List<JobLease> leases = leases(queue.claim("w", 4, NO_TIME));

        Set<JobLease> counted = queue.end(List.of(
                new JobEnd.Succeeded(leases.get(0), "0.5"),
                new JobEnd.Failed(leases.get(1), BROKEN),
                new JobEnd.Retry(leases.get(2), BUSY),
                new JobEnd.GivenBack(leases.get(3), LONG),
                new JobEnd.Succeeded(new JobLease(done, leases.get(0).token() + 1_000), "0.9")));

        assertThat(counted).containsExactlyInAnyOrderElementsOf(leases);
        assertThat(List.of(done, broken, again, back))
                .extracting(id -> job(queue, id).state().key())
                .containsExactly("succeeded", "failed", "queued", "queued");
        assertThat(job(queue, done).state())
                .isInstanceOfSatisfying(
                        JobState.Succeeded.class,
                        state -> assertThat(state.result()).isEqualTo("0.5"));
    }

    @Test
    void tellingAnEndAgainChangesNothing() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId id = submit(queue, "body");
        ClaimedJob claimed = claimOne(queue);
        queue.end(List.of(new JobEnd.Succeeded(claimed.lease(), "0.5")));
        Job before = job(queue, id);

        queue.end(List.of(new JobEnd.Succeeded(claimed.lease(), "0.9")));
        queue.end(List.of(new JobEnd.Failed(claimed.lease(), BROKEN)));
        queue.end(List.of(new JobEnd.Retry(claimed.lease(), BUSY)));
        queue.end(List.of(new JobEnd.GivenBack(claimed.lease(), NO_TIME)));

        assertThat(job(queue, id)).isEqualTo(before);
        assertThat(queue.renew(Set.of(claimed.lease()))).isEmpty();
        assertThat(queue.claim("w", 10, NO_TIME)).isEmpty();
    }

    @Test
    void nothingToTellIsNoTrouble() {
        JobQueue queue = queue(policy());

        assertThat(queue.end(List.of())).isEmpty();
        assertThat(queue.renew(List.of())).isEmpty();
        assertThat(queue.backlog()).isEmpty();
        assertThat(queue.list(false, 10)).isEmpty();
        assertThat(queue.forget()).isZero();
    }

    // Tries

    @Test
    void aFailedTryWaitsForItsBackOff() throws InterruptedException {
        JobQueue queue = queue(policy(5, Duration.ofMinutes(1), LONG));
        JobId id = submit(queue, "body");
        ClaimedJob claimed = claimOne(queue);
        Instant since = ((JobState.Running) job(queue, id).state()).since();

        assertThat(queue.end(List.of(new JobEnd.Retry(claimed.lease(), BUSY)))).containsExactly(claimed.lease());

        Job job = job(queue, id);
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(job.lastFailure()).contains(BUSY);
        assertThat(job.state())
                .isInstanceOfSatisfying(
                        JobState.Queued.class,
                        state -> assertThat(state.due()).isCloseTo(since.plusSeconds(60), within(LONG)));
        assertThat(queue.claim("w", 10, NO_TIME)).isEmpty();
    }

    @Test
    void theBackOffDoubles() throws InterruptedException {
        JobQueue queue = queue(policy(5, Duration.ofMillis(40), LONG));
        JobId id = submit(queue, "body");
        List<Duration> waits = new ArrayList<>();
        for (int attempt = 1; attempt <= 3; attempt++) {
            ClaimedJob claimed = claimOne(queue);
            assertThat(claimed.attempt()).isEqualTo(attempt);
            Instant since = ((JobState.Running) job(queue, id).state()).since();
            queue.end(List.of(new JobEnd.Retry(claimed.lease(), BUSY)));
            waits.add(Duration.between(since, ((JobState.Queued) job(queue, id).state()).due()));
        }

        assertThat(waits.get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        assertThat(waits.get(1)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        assertThat(waits.get(2)).isGreaterThanOrEqualTo(Duration.ofMillis(160));
        assertThat(claimOne(queue).attempt()).isEqualTo(4);
    }

    @Test
    void afterTheLastTryItIsSetAsideWithItsReason() throws InterruptedException {
        JobQueue queue = queue(policy(2, NO_TIME, LONG));
        JobId id = submit(queue, "body");
        queue.end(List.of(new JobEnd.Retry(claimOne(queue).lease(), BROKEN)));

        ClaimedJob last = claimOne(queue);
        assertThat(last.attempt()).isEqualTo(2);
        assertThat(queue.end(List.of(new JobEnd.Retry(last.lease(), BUSY)))).containsExactly(last.lease());

        assertFailed(queue, id, BUSY);
        assertThat(job(queue, id).attempts()).isEqualTo(2);
        assertThat(queue.claim("w", 10, NO_TIME)).isEmpty();
    }

    @Test
    void aJobThatWasTriedComesAlone() throws InterruptedException {
        JobQueue queue = queue(policy(5, NO_TIME, LONG));
        JobId tried = submit(queue, "tried");
        queue.end(List.of(new JobEnd.Retry(claimOne(queue).lease(), BUSY)));
        IntStream.range(0, 3).forEach(i -> submit(queue, "fresh " + i));

        List<List<JobId>> claims = new ArrayList<>();
        while (claims.stream().mapToInt(List::size).sum() < 4) {
            claims.add(ids(queue.claim("w", 10, LONG)));
        }

        assertThat(claims).contains(List.of(tried));
        assertThat(claims.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    @Test
    void aJobGivenBackHasLostNoTry() throws InterruptedException {
        JobQueue queue = queue(policy(1, NO_TIME, LONG));
        JobId id = submit(queue, "body");
        ClaimedJob first = claimOne(queue);

        assertThat(queue.end(List.of(new JobEnd.GivenBack(first.lease(), NO_TIME))))
                .containsExactly(first.lease());

        assertThat(job(queue, id).attempts()).isZero();
        assertThat(job(queue, id).lastFailure()).isEmpty();
        ClaimedJob second = claimOne(queue);
        assertThat(second.attempt()).isEqualTo(1);
        assertThat(second.lease().token()).isGreaterThan(first.lease().token());
    }

    @Test
    void aJobGivenBackWaitsAsLongAsItIsTold() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId later = submit(queue, "later");
        JobLease lease = claimOne(queue).lease();
        queue.end(List.of(new JobEnd.GivenBack(lease, LONG)));
        JobId soon = submit(queue, "soon");
        ClaimedJob claimed = claimOne(queue);
        assertThat(claimed.lease().id()).isEqualTo(soon);
        queue.end(List.of(new JobEnd.GivenBack(claimed.lease(), Duration.ofMillis(30))));

        assertThat(ids(queue.claim("w", 10, LONG))).containsExactly(soon);
        assertThat(job(queue, later).state().key()).isEqualTo("queued");
    }

    @Test
    void aJobThatIsSetAsideCanWaitAgain() throws InterruptedException {
        JobQueue queue = queue(policy(2, NO_TIME, LONG));
        JobId id = submit(queue, "body");
        ClaimedJob claimed = claimOne(queue);
        queue.end(List.of(new JobEnd.Failed(claimed.lease(), BROKEN)));

        assertThat(queue.retry(id)).isTrue();

        assertThat(job(queue, id).state().key()).isEqualTo("queued");
        for (int attempt = 1; attempt <= 2; attempt++) {
            ClaimedJob again = claimOne(queue);
            assertThat(again.payload()).isEqualTo("body");
            assertThat(again.attempt()).isEqualTo(attempt);
            assertThat(again.lease().token()).isGreaterThan(claimed.lease().token());
            queue.end(List.of(new JobEnd.Retry(again.lease(), BUSY)));
        }
        assertFailed(queue, id, BUSY);
    }

    @Test
    void onlyWhatIsSetAsideCanWaitAgain() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId done = submit(queue, "done");
        queue.end(List.of(new JobEnd.Succeeded(claimOne(queue).lease(), "0.5")));
        JobId running = submit(queue, "running");
        claimOne(queue);
        JobId queued = submit(queue, "queued");

        assertThat(List.of(done, running, queued)).noneMatch(queue::retry);

        assertThat(List.of(done, running, queued))
                .extracting(id -> job(queue, id).state().key())
                .containsExactly("succeeded", "running", "queued");
        assertThat(ids(queue.claim("w", 10, NO_TIME))).containsExactly(queued);
    }

    // Leases

    @Test
    void aLapsedLeaseGoesToAnother() throws InterruptedException {
        JobQueue lost = queue(policy(5, NO_TIME, SHORT_LEASE));
        JobQueue other = queue(policy(5, NO_TIME, LONG));
        JobId id = submit(lost, "body");
        ClaimedJob first = claimOne(lost);

        ClaimedJob second = claimOne(other);

        assertThat(second.lease().id()).isEqualTo(id);
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.payload()).isEqualTo("body");
        assertThat(second.lease().token()).isGreaterThan(first.lease().token());
    }

    @Test
    void lapsedJobsComeOneByOne() throws InterruptedException {
        JobQueue lost = queue(policy(5, NO_TIME, SHORT_LEASE));
        JobQueue other = queue(policy(5, NO_TIME, LONG));
        IntStream.range(0, 3).forEach(i -> submit(lost, "job " + i));
        List<JobId> claimed = ids(lost.claim("lost", 3, LONG));

        List<JobId> again = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<ClaimedJob> alone = other.claim("other", 10, LONG);
            assertThat(alone).hasSize(1);
            again.addAll(ids(alone));
        }

        assertThat(again).containsExactlyInAnyOrderElementsOf(claimed);
    }

    @Test
    void theWordOfALostWorkerIsRefused() throws InterruptedException {
        JobQueue lost = queue(policy(5, NO_TIME, SHORT_LEASE));
        JobQueue other = queue(policy(5, NO_TIME, LONG));
        JobId id = submit(lost, "body");
        JobLease stale = claimOne(lost).lease();
        JobLease valid = claimOne(other).lease();
        Job before = job(lost, id);

        assertThat(lost.renew(Set.of(stale))).isEmpty();
        assertThat(lost.end(List.of(new JobEnd.Succeeded(stale, "0.9")))).isEmpty();
        assertThat(lost.end(List.of(new JobEnd.Failed(stale, BROKEN)))).isEmpty();
        assertThat(lost.end(List.of(new JobEnd.Retry(stale, BUSY)))).isEmpty();
        assertThat(lost.end(List.of(new JobEnd.GivenBack(stale, NO_TIME)))).isEmpty();
        assertThat(job(lost, id)).isEqualTo(before);

        assertThat(lost.end(List.of(new JobEnd.Succeeded(stale, "0.9"), new JobEnd.Succeeded(valid, "0.5"))))
                .containsExactly(valid);
        assertThat(lost.end(List.of(new JobEnd.Succeeded(stale, "0.9")))).isEmpty();
        assertThat(job(lost, id).state())
                .isInstanceOfSatisfying(
                        JobState.Succeeded.class,
                        state -> assertThat(state.result()).isEqualTo("0.5"));
    }

    @Test
    void aRenewedLeaseLasts() throws InterruptedException {
        Duration lease = Duration.ofSeconds(1);
        JobQueue queue = queue(policy(5, NO_TIME, lease));
        submit(queue, "body");
        long start = System.nanoTime();
        JobLease held = claimOne(queue).lease();

        while (System.nanoTime() - start < lease.multipliedBy(2).toNanos()) {
            assertThat(queue.renew(Set.of(held))).containsExactly(held);
            assertThat(queue.claim("other", 1, Duration.ofMillis(100))).isEmpty();
        }

        assertThat(queue.end(List.of(new JobEnd.Succeeded(held, "0.5")))).containsExactly(held);
    }

    @Test
    void onlyLeasesThatHoldAreRenewed() throws InterruptedException {
        JobQueue queue = queue(policy());
        submit(queue, "a");
        submit(queue, "b");
        List<JobLease> leases = leases(queue.claim("w", 2, NO_TIME));
        queue.end(List.of(new JobEnd.Succeeded(leases.getFirst(), "0.5")));

        assertThat(queue.renew(leases)).containsExactly(leases.getLast());
    }

    @Test
    void aJobThatLosesEachOfItsWorkersIsSetAside() throws InterruptedException {
        JobQueue queue = queue(policy(2, NO_TIME, SHORT_LEASE));
        JobId id = submit(queue, "body");
        assertThat(claimOne(queue).attempt()).isEqualTo(1);
        ClaimedJob last = claimOne(queue);
        assertThat(last.attempt()).isEqualTo(2);

        long start = System.nanoTime();
        while (!job(queue, id).state().key().equals("failed") && System.nanoTime() - start < LONG.toNanos()) {
            assertThat(queue.claim("w", 1, SHORT_LEASE)).isEmpty();
        }

        assertFailed(queue, id, JobFailure.WORKER_LOST);
        assertThat(job(queue, id).attempts()).isEqualTo(2);
        assertThat(queue.end(List.of(new JobEnd.Succeeded(last.lease(), "0.9"))))
                .isEmpty();
        assertFailed(queue, id, JobFailure.WORKER_LOST);
    }

    // Cancelling

    @Test
    void aWaitingJobIsCancelled() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId id = submit(queue, "body");

        assertThat(queue.cancel(id)).isEqualTo(Cancellation.CANCELLED);

        assertFailed(queue, id, JobFailure.CANCELLED);
        assertThat(queue.claim("w", 10, NO_TIME)).isEmpty();
        assertThat(queue.cancel(id)).isEqualTo(Cancellation.ENDED);
    }

    @Test
    void aJobThatWaitsForItsNextTryIsCancelled() throws InterruptedException {
        JobQueue queue = queue(policy(5, Duration.ofMillis(20), LONG));
        JobId id = submit(queue, "body");
        queue.end(List.of(new JobEnd.Retry(claimOne(queue).lease(), BUSY)));

        assertThat(queue.cancel(id)).isEqualTo(Cancellation.CANCELLED);

        assertThat(queue.claim("w", 10, Duration.ofMillis(100))).isEmpty();
        assertFailed(queue, id, JobFailure.CANCELLED);
    }

    @Test
    void ofACancelledJobItsWorkerCanTellNothing() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId id = submit(queue, "body");
        JobLease lease = claimOne(queue).lease();

        assertThat(queue.cancel(id)).isEqualTo(Cancellation.CANCELLED);

        assertThat(queue.renew(Set.of(lease))).isEmpty();
        assertThat(queue.end(List.of(new JobEnd.Succeeded(lease, "0.5")))).isEmpty();
        assertThat(queue.end(List.of(new JobEnd.GivenBack(lease, NO_TIME)))).isEmpty();
        assertFailed(queue, id, JobFailure.CANCELLED);
        assertThat(queue.claim("w", 10, NO_TIME)).isEmpty();
    }

    @Test
    void whatHasEndedStaysAsItEnded() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId done = submit(queue, "done");
        queue.end(List.of(new JobEnd.Succeeded(claimOne(queue).lease(), "0.5")));
        JobId broken = submit(queue, "broken");
        queue.end(List.of(new JobEnd.Failed(claimOne(queue).lease(), BROKEN)));

        assertThat(queue.cancel(done)).isEqualTo(Cancellation.ENDED);
        assertThat(queue.cancel(broken)).isEqualTo(Cancellation.ENDED);

        assertThat(job(queue, done).state().key()).isEqualTo("succeeded");
        assertFailed(queue, broken, BROKEN);
    }

    // Too much

    @Test
    void aTaskTakesNoMoreThanItsCapacity() throws InterruptedException {
        JobQueue queue = queue(capacity(2));
        submit(queue, "a");
        submit(queue, "b");

        assertThat(queue.submit(job("c"))).isInstanceOfSatisfying(Submitted.Full.class, full -> {
            assertThat(full.waiting()).isEqualTo(2);
            assertThat(full.retryAfter()).isPositive();
        });
        assertThat(queue.submit(new JobSubmission(OTHER_TASK, "shop", Optional.empty(), JobPriority.NORMAL, "c")))
                .as("another task")
                .isInstanceOf(Submitted.Accepted.class);
        assertThat(queue.list(false, 10)).hasSize(3);
    }

    @Test
    void whatRunsOrHasEndedMakesRoom() throws InterruptedException {
        JobQueue queue = queue(capacity(1));
        JobId first = submit(queue, "a");
        JobLease lease = claimOne(queue).lease();
        JobId second = submit(queue, "b");
        assertThat(queue.submit(job("c"))).isInstanceOf(Submitted.Full.class);

        queue.cancel(second);
        submit(queue, "d");
        assertThat(queue.submit(job("e"))).isInstanceOf(Submitted.Full.class);
        assertThat(queue.end(List.of(new JobEnd.GivenBack(lease, NO_TIME)))).containsExactly(lease);
        assertThat(job(queue, first).state().key())
                .as("what was taken is never thrown out")
                .isEqualTo("queued");
    }

    @Test
    void aKeyThatIsThereIsAnsweredWhenThereIsNoRoom() {
        JobQueue queue = queue(capacity(1));
        JobId id = accepted(queue.submit(keyed("shop", TASK, "k", "body")));

        assertThat(queue.submit(keyed("shop", TASK, "k", "body"))).isEqualTo(new Submitted.Accepted(id, false));
        assertThat(queue.submit(keyed("shop", TASK, "k", "other"))).isEqualTo(new Submitted.Conflicting(id));
        assertThat(queue.submit(keyed("shop", TASK, "k2", "body"))).isInstanceOf(Submitted.Full.class);
    }

    @Test
    void aKeyThatFoundNoRoomIsNotTaken() throws InterruptedException {
        JobQueue queue = queue(capacity(1));
        submit(queue, "a");
        assertThat(queue.submit(keyed("shop", TASK, "k", "body"))).isInstanceOf(Submitted.Full.class);
        claimOne(queue);

        assertThat(queue.submit(keyed("shop", TASK, "k", "other")))
                .isInstanceOfSatisfying(
                        Submitted.Accepted.class,
                        accepted -> assertThat(accepted.fresh()).isTrue());
    }

    // What operators see

    @Test
    void theBacklogCountsEachTask() throws InterruptedException {
        JobQueue queue = queue(policy(5, LONG, LONG));
        queue.submit(new JobSubmission(OTHER_TASK, "shop", Optional.empty(), JobPriority.HIGH, "a"));
        queue.end(List.of(new JobEnd.Succeeded(claimOne(queue).lease(), "0.5")));
        IntStream.range(0, 6).forEach(i -> submit(queue, "job " + i));
        List<JobLease> leases = leases(queue.claim("w", 4, NO_TIME));
        queue.end(List.of(
                new JobEnd.Retry(leases.get(0), BUSY),
                new JobEnd.Failed(leases.get(1), BROKEN),
                new JobEnd.Succeeded(leases.get(2), "0.5")));

        List<Backlog> backlog = queue.backlog();

        assertThat(backlog).extracting(Backlog::task).containsExactly(OTHER_TASK, TASK);
        assertThat(backlog).extracting(Backlog::waiting).containsExactly(0L, 3L);
        assertThat(backlog).extracting(Backlog::running).containsExactly(0L, 1L);
        assertThat(backlog).extracting(Backlog::failed).containsExactly(0L, 1L);
        assertThat(backlog.getFirst().oldest()).isZero();
    }

    @Test
    void theBacklogFollowsCancellingAndWaitingAgain() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId waiting = submit(queue, "waiting");
        JobId running = submit(queue, JobPriority.HIGH, "running");
        claimOne(queue);

        queue.cancel(waiting);
        assertThat(counts(queue)).containsExactly(0L, 1L, 1L);
        queue.cancel(running);
        assertThat(counts(queue)).containsExactly(0L, 0L, 2L);
        queue.retry(running);
        assertThat(counts(queue)).containsExactly(1L, 0L, 1L);
    }

    @Test
    void theOldestOneThatWaitsGrowsOlder() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId oldest = submit(queue, "oldest");
        until(() -> age(queue).compareTo(Duration.ofMillis(200)) >= 0);
        submit(queue, JobPriority.HIGH, "newer");
        assertThat(age(queue)).isGreaterThanOrEqualTo(Duration.ofMillis(200));

        assertThat(queue.cancel(oldest)).isEqualTo(Cancellation.CANCELLED);

        Duration newer = age(queue);
        until(() -> age(queue).compareTo(newer) > 0);
        claimOne(queue);
        assertThat(age(queue)).isZero();
    }

    @Test
    void theNewestJobsAreListedFirst() {
        JobQueue queue = queue(policy());
        List<JobId> submitted =
                IntStream.range(0, 5).mapToObj(i -> submit(queue, "job " + i)).toList();

        assertThat(queue.list(false, 3))
                .extracting(Job::id)
                .containsExactly(submitted.get(4), submitted.get(3), submitted.get(2));
        assertThat(queue.list(false, 3)).first().isEqualTo(job(queue, submitted.get(4)));
    }

    @Test
    void whatIsSetAsideIsListedAlone() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId first = submit(queue, "a");
        JobId second = submit(queue, "b");
        submit(queue, "c");
        List<JobLease> leases = leases(queue.claim("w", 2, NO_TIME));
        queue.end(List.of(new JobEnd.Failed(leases.get(1), BROKEN)));
        queue.end(List.of(new JobEnd.Failed(leases.get(0), BROKEN)));

        assertThat(queue.list(true, 10)).extracting(Job::id).containsExactlyInAnyOrder(first, second);
        assertThat(queue.list(true, 1)).hasSize(1);

        queue.retry(first);
        assertThat(queue.list(true, 10)).extracting(Job::id).containsExactly(second);
    }

    // Forgetting

    @Test
    void endedJobsAreForgottenAfterAWhile() throws InterruptedException {
        JobQueue queue = queue(new JobPolicy(5, NO_TIME, NO_TIME, LONG, 1_000, Duration.ofMillis(1)));
        JobId done = accepted(queue.submit(keyed("shop", TASK, "k", "done")));
        JobId broken = submit(queue, "broken");
        JobId running = submit(queue, "running");
        List<JobLease> leases = leases(queue.claim("w", 3, NO_TIME));
        JobId queued = submit(queue, "queued");
        queue.end(List.of(new JobEnd.Succeeded(leases.get(0), "0.5"), new JobEnd.Failed(leases.get(1), BROKEN)));

        int[] forgotten = {0};
        until(() -> (forgotten[0] += queue.forget()) >= 2);

        assertThat(forgotten[0]).isEqualTo(2);
        assertThat(queue.find(done)).isEmpty();
        assertThat(queue.find(broken)).isEmpty();
        assertThat(queue.retry(broken)).isFalse();
        assertThat(counts(queue)).containsExactly(1L, 1L, 0L);
        assertThat(queue.list(false, 10)).extracting(Job::id).containsExactlyInAnyOrder(running, queued);
        assertThat(queue.submit(keyed("shop", TASK, "k", "another")))
                .as("its key is free")
                .isInstanceOfSatisfying(
                        Submitted.Accepted.class,
                        accepted -> assertThat(accepted.fresh()).isTrue());
    }

    @Test
    void whatIsKeptIsNotForgotten() throws InterruptedException {
        JobQueue queue = queue(policy());
        JobId id = submit(queue, "body");
        queue.end(List.of(new JobEnd.Succeeded(claimOne(queue).lease(), "0.5")));

        assertThat(queue.forget()).isZero();
        assertThat(queue.find(id)).isPresent();
    }

    // Many at once

    @Test
    void manyThreadsLoseNoJobAndDoNoneTwice() throws Exception {
        JobQueue api = queue(policy());
        List<JobQueue> workers = List.of(queue(policy()), queue(policy()), queue(policy()));
        List<JobPriority> priorities = List.of(JobPriority.values());
        int submitters = 4;
        int each = 150;
        ConcurrentLinkedQueue<JobId> submitted = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<JobId> claimed = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<JobLease> refused = new ConcurrentLinkedQueue<>();
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < submitters; i++) {
            work.add(() -> {
                for (int j = 0; j < each; j++) {
                    submitted.add(submit(api, priorities.get(j % priorities.size()), "body"));
                }
                return true;
            });
        }
        for (JobQueue worker : workers) {
            work.add(() -> {
                while (claimed.size() < submitters * each) {
                    List<ClaimedJob> jobs = worker.claim("w", 20, Duration.ofMillis(100));
                    claimed.addAll(ids(jobs));
                    Set<JobLease> counted = worker.end(jobs.stream()
                            .map(job -> new JobEnd.Succeeded(
                                    job.lease(), job.lease().id().text()))
                            .toList());
                    jobs.stream()
                            .map(ClaimedJob::lease)
                            .filter(lease -> !counted.contains(lease))
                            .forEach(refused::add);
                }
                return true;
            });
        }

        assertThat(atOnce(work)).doesNotContain(false);

        assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(submitted);
        assertThat(refused).isEmpty();
        assertThat(counts(api)).containsExactly(0L, 0L, 0L);
        assertThat(submitted)
                .allSatisfy(id -> assertThat(job(api, id).state())
                        .isInstanceOfSatisfying(
                                JobState.Succeeded.class,
                                state -> assertThat(state.result()).isEqualTo(id.text())));
    }

    // Words of the tests

    static JobPolicy policy() {
        return policy(5, NO_TIME, LONG);
    }

    static JobPolicy policy(int tries, Duration firstBackOff, Duration lease) {
        return new JobPolicy(tries, firstBackOff, Duration.ofMinutes(5), lease, 10_000, Duration.ofDays(7));
    }

    static JobPolicy capacity(long capacity) {
        return new JobPolicy(5, NO_TIME, NO_TIME, LONG, capacity, Duration.ofDays(7));
    }

    static JobSubmission job(String payload) {
        return new JobSubmission(TASK, "shop", Optional.empty(), JobPriority.NORMAL, payload);
    }

    static JobSubmission keyed(String owner, TaskName task, String key, String payload) {
        return new JobSubmission(task, owner, Optional.of(key), JobPriority.NORMAL, payload);
    }

    static JobId submit(JobQueue queue, String payload) {
        return accepted(queue.submit(job(payload)));
    }

    static JobId submit(JobQueue queue, JobPriority priority, String payload) {
        return accepted(queue.submit(new JobSubmission(TASK, "shop", Optional.empty(), priority, payload)));
    }

    static JobId accepted(Submitted submitted) {
        assertThat(submitted).isInstanceOf(Submitted.Accepted.class);
        return ((Submitted.Accepted) submitted).id();
    }

    static ClaimedJob claimOne(JobQueue queue) throws InterruptedException {
        List<ClaimedJob> claimed = queue.claim("w", 1, LONG);
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    static Job job(JobQueue queue, JobId id) {
        return queue.find(id).orElseThrow(() -> new AssertionError(id + " is not there"));
    }

    static List<JobId> ids(Collection<ClaimedJob> claimed) {
        return claimed.stream().map(job -> job.lease().id()).toList();
    }

    static List<JobLease> leases(Collection<ClaimedJob> claimed) {
        return claimed.stream().map(ClaimedJob::lease).toList();
    }

    static void assertFailed(JobQueue queue, JobId id, JobFailure failure) {
        assertThat(job(queue, id).state())
                .isInstanceOfSatisfying(
                        JobState.Failed.class,
                        state -> assertThat(state.failure()).isEqualTo(failure));
    }

    /** Waiting, running and failed of the only task. */
    private static List<Long> counts(JobQueue queue) {
        Backlog backlog = onlyBacklog(queue);
        return List.of(backlog.waiting(), backlog.running(), backlog.failed());
    }

    private static Duration age(JobQueue queue) {
        return onlyBacklog(queue).oldest();
    }

    private static Backlog onlyBacklog(JobQueue queue) {
        List<Backlog> backlog = queue.backlog();
        assertThat(backlog).extracting(Backlog::task).containsExactly(TASK);
        return backlog.getFirst();
    }

    /** Whether a thread has nothing to do but wait. */
    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** What each call answered, all of them begun at once. */
    static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<FutureTask<T>> tasks = calls.stream()
                .map(call -> new FutureTask<>(() -> {
                    start.await();
                    return call.call();
                }))
                .toList();
        tasks.forEach(task -> Thread.ofPlatform().start(task));
        start.countDown();
        List<T> answers = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            answers.add(task.get(LONG.toSeconds(), TimeUnit.SECONDS));
        }
        return answers;
    }
}
