package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Works on jobs: its threads claim some, predict those of a task together, and tell how they ended, while leases are
 * renewed. It outlives whatever happens to queue, database and models; a thread that takes too long is replaced. Closing
 * it ends what is under way, and gives back the rest.
 */
public final class JobWorker implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FORGETTING = Duration.ofMinutes(10);
    /** How long a process that has to end may yet take to say so. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    /** Leases are renewed when a third of their time is over, so that two renewals may fail. */
    private static final int RENEWALS = 3;

    private final Surroundings around;
    private final JobPolicy jobs;
    private final WorkerPolicy policy;
    private final LongSupplier nanoTime;
    private final Repetition repetition;
    private final TaskPauses pauses = new TaskPauses();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<ClaimedBatch> held = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<JobEnd> untold = new ConcurrentLinkedQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger stuck = new AtomicInteger();
    private final List<Repetition.Ongoing> repetitions = new ArrayList<>();
    private long renewed;

    /**
     * What a worker stands on.
     *
     * @param name who claims, for operators
     * @param queue has the jobs
     * @param work does them
     * @param ready whether any job can be done here now; while it says no, none is claimed
     * @param observer hears what becomes of them
     * @param hopeless hears, with the reason, that this process is to end; what it had comes again, at the latest when
     *     its leases lapse
     */
    public record Surroundings(
            String name,
            JobQueue queue,
            JobWork work,
            BooleanSupplier ready,
            JobObserver observer,
            Consumer<String> hopeless) {}

    /**
     * A worker; it does nothing before it is started.
     *
     * @param jobs the rules of the queue
     * @param nanoTime for durations
     * @param repetition how leases are renewed again and again
     */
    public JobWorker(
            Surroundings around, JobPolicy jobs, WorkerPolicy policy, LongSupplier nanoTime, Repetition repetition) {
        this.around = around;
        this.jobs = jobs;
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.repetition = repetition;
    }

    /** Begins to claim. */
    public synchronized void start() {
        if (!repetitions.isEmpty()) {
            return;
        }
        renewed = nanoTime.getAsLong();
        Duration third = jobs.lease().dividedBy(RENEWALS);
        repetitions.add(repetition.every("leases", third.compareTo(TICK) < 0 ? third : TICK, this::tick));
        repetitions.add(repetition.every("forgetting", FORGETTING, this::forget));
        for (int i = 0; i < policy.threads(); i++) {
            startThread();
        }
    }

    private void startThread() {
        WorkerThread work = new WorkerThread(this, around, policy, nanoTime, pauses);
        Thread thread = Thread.ofPlatform()
                .name("worker-" + started.incrementAndGet())
                .daemon()
                .unstarted(() -> {
                    try {
                        work.run();
                    } finally {
                        threads.remove(Thread.currentThread());
                    }
                });
        threads.add(thread);
        thread.start();
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits, but not for longer than this is open. */
    void pause(Duration duration) {
        try {
            if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) { // nobody interrupts a worker's threads
            Thread.currentThread().interrupt();
        }
    }

    /** From now on its leases are renewed and its time is looked after. */
    void hold(ClaimedBatch batch) {
        held.add(batch);
    }

    void release(ClaimedBatch batch) {
        held.remove(batch);
    }

    /** A thread that had been left alone has come to its end. */
    void unstuck() {
        stuck.decrementAndGet();
    }

    /** Nothing good can come of this process any more. */
    void hopeless(String reason) {
        closing.countDown();
        try {
            around.observer().worker(new WorkerNote.Hopeless(reason));
            join(Thread.ofPlatform().daemon().name("last-words").start(this::tellLastWords), LAST_WORDS.toNanos());
        } finally {
            held.clear();
            around.hopeless().accept(reason);
        }
    }

    /**
     * Others need not wait for the leases of a process that ends. Whichever job is to blame, it is one of those that were
     * begun, and their tries count; the others have lost nothing.
     */
    private void tellLastWords() {
        try {
            for (ClaimedBatch batch : held) {
                giveBack(batch.takeWaiting());
                batch.takeBegun().forEach(lease -> untold.add(new JobEnd.Retry(lease, JobFailure.WORKER_LOST)));
            }
            tellUntold();
        } catch (RuntimeException e) { // their leases lapse
            trouble(e);
        }
    }

    /** Looks after time limits and leases. */
    private void tick() {
        try {
            replaceStuckThreads();
            tellUntold();
            if (nanoTime.getAsLong() - renewed
                    >= jobs.lease().dividedBy(RENEWALS).toNanos()) {
                renewed = nanoTime.getAsLong();
                renew();
            }
        } catch (RuntimeException e) { // with the next tick
            trouble(e);
        }
    }

    private void renew() {
        Set<JobLease> leases = new HashSet<>();
        held.forEach(batch -> leases.addAll(batch.leases()));
        if (!leases.isEmpty()) {
            around.queue().renew(leases);
        }
    }

    private void replaceStuckThreads() {
        long before = nanoTime.getAsLong() - policy.timeLimit().toNanos();
        for (ClaimedBatch batch : List.copyOf(held)) {
            Optional<JobPortion> late = batch.abandon(before);
            if (late.isPresent()) {
                JobPortion portion = late.get();
                held.remove(batch);
                threads.remove(batch.owner());
                portion.leases().forEach(lease -> untold.add(new JobEnd.Retry(lease, policy.timedOut())));
                batch.takeWaiting().forEach(lease -> untold.add(new JobEnd.GivenBack(lease, Duration.ZERO)));
                portion.items().forEach(item -> around.observer().ended(portion.task(), JobObserver.Ending.RETRIED));
                int now = stuck.incrementAndGet();
                around.observer()
                        .worker(new WorkerNote.Stuck(
                                portion.task(), portion.items().size(), now));
                if (now > policy.mostStuck()) {
                    hopeless(now + " threads do not come back from their jobs");
                } else if (!isClosing()) {
                    startThread();
                }
            }
        }
    }

    /** What could not be told comes again with the next tick: the ends stay until the queue has heard them. */
    private void tellUntold() {
        List<JobEnd> ends = List.copyOf(untold);
        around.queue().end(ends);
        untold.removeAll(ends);
    }

    private void forget() {
        try {
            around.queue().forget();
        } catch (RuntimeException e) {
            trouble(e);
        }
    }

    /** Stops claiming, waits for what is under way, and gives back what does not come to its end in time. */
    @Override
    public synchronized void close() {
        closing.countDown();
        long deadline = nanoTime.getAsLong() + policy.grace().toNanos();
        for (Thread thread : List.copyOf(threads)) {
            join(thread, deadline - nanoTime.getAsLong());
        }
        repetitions.forEach(Repetition.Ongoing::close);
        repetitions.clear();
        for (ClaimedBatch batch : held) {
            giveBack(batch.takeBegun());
            giveBack(batch.takeWaiting());
        }
        held.clear();
        try {
            tellUntold();
        } catch (RuntimeException e) { // their leases lapse
            trouble(e);
        }
    }

    /** Tells operators of trouble that will be over one day. */
    void trouble(RuntimeException e) {
        ErrorCode code = e instanceof UnderstudyException known ? known.code() : ErrorCode.INTERNAL;
        around.observer().worker(new WorkerNote.Waiting(code.code(), String.valueOf(e.getMessage())));
    }

    private void giveBack(Collection<JobLease> leases) {
        leases.forEach(lease -> untold.add(new JobEnd.GivenBack(lease, Duration.ZERO)));
    }

    private static void join(Thread thread, long nanos) {
        try {
            thread.join(Duration.ofNanos(Math.max(1, nanos)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
