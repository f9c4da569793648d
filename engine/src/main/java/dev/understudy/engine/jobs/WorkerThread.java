package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.serving.PredictionAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** What one thread of a worker does: claim, predict, tell, again and again. */
final class WorkerThread {
    /** How soon it hears that the worker is closed. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final Duration UNTIL_READY = Duration.ofMillis(100);
    private static final Duration AWAY = Duration.ofSeconds(1);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final JobWorker worker;
    private final JobWorker.Surroundings around;
    private final WorkerPolicy policy;
    private final LongSupplier nanoTime;
    private final TaskPauses pauses;
    /** How long it waits in the trouble that it is in; zero: in none. */
    private Duration wait = Duration.ZERO;

    WorkerThread(
            JobWorker worker,
            JobWorker.Surroundings around,
            WorkerPolicy policy,
            LongSupplier nanoTime,
            TaskPauses pauses) {
        this.worker = worker;
        this.around = around;
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.pauses = pauses;
    }

    void run() {
        while (!worker.isClosing()) {
            if (!around.ready().getAsBoolean()) {
                worker.pause(UNTIL_READY);
                continue;
            }
            List<ClaimedJob> claimed = claim();
            if (!claimed.isEmpty() && !workOn(claimed)) {
                return;
            }
        }
    }

    private List<ClaimedJob> claim() {
        try {
            List<ClaimedJob> claimed = around.queue().claim(around.name(), policy.jobs(), PATIENCE);
            outOfTrouble();
            return claimed;
        } catch (InterruptedException e) { // nobody does, and nothing was claimed
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            inTrouble(e);
        }
        return List.of();
    }

    /** Whether this thread goes on: it does not where it took too long, and another took its place. */
    private boolean workOn(List<ClaimedJob> claimed) {
        List<JobPortion.Item> items = new ArrayList<>();
        List<JobEnd> unreadable = new ArrayList<>();
        for (ClaimedJob job : claimed) {
            try {
                items.add(new JobPortion.Item(job, JobPayloadJson.read(job.payload())));
            } catch (UnderstudyException e) {
                unreadable.add(new JobEnd.Failed(job.lease(), TryEnds.failure(e)));
                around.observer().ended(job.task(), JobObserver.Ending.FAILED);
            }
        }
        ClaimedBatch batch = new ClaimedBatch(Thread.currentThread(), JobPortion.of(items, policy.events()));
        worker.hold(batch);
        tell(unreadable);
        Optional<JobPortion> next = begin(batch);
        while (next.isPresent()) {
            if (!workOn(batch, next.get())) {
                worker.unstuck();
                return false;
            }
            next = begin(batch);
        }
        tell(batch.takeWaiting().stream()
                .map(lease -> new JobEnd.GivenBack(lease, Duration.ZERO))
                .toList());
        worker.release(batch);
        return true;
    }

    private Optional<JobPortion> begin(ClaimedBatch batch) {
        return worker.isClosing() ? Optional.empty() : batch.next(nanoTime.getAsLong());
    }

    /** Whether this thread still had the say when it was done. */
    private boolean workOn(ClaimedBatch batch, JobPortion portion) {
        portion.items().forEach(item -> around.observer().started(portion.task()));
        long begin = nanoTime.getAsLong();
        List<JobEnd> ends;
        try {
            List<PredictionAnswer> answers = around.work()
                    .predictEach(
                            portion.task(),
                            portion.items().stream()
                                    .map(JobPortion.Item::events)
                                    .toList());
            ends = new ArrayList<>(answers.size());
            for (int i = 0; i < answers.size(); i++) {
                ends.add(TryEnds.of(portion.items().get(i).lease(), answers.get(i)));
            }
            pauses.over(portion.task());
        } catch (RuntimeException | Error e) {
            if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
                worker.hopeless(fatal.getClass().getSimpleName() + " at a job of " + portion.task());
                throw fatal;
            }
            if (portion.items().size() > 1 && !TryEnds.isUnavailable(e)) {
                batch.halve(portion);
                return !batch.isAbandoned();
            }
            ends = failed(portion, e);
        }
        if (!batch.finish()) {
            return false;
        }
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - begin);
        portion.items().forEach(item -> around.observer().took(portion.task(), took));
        observe(portion, ends, tell(ends));
        return true;
    }

    private List<JobEnd> failed(JobPortion portion, Throwable thrown) {
        if (TryEnds.isUnavailable(thrown)) {
            Duration pause = pause(portion.task(), thrown);
            return portion.items().stream()
                    .<JobEnd>map(item -> new JobEnd.GivenBack(item.lease(), pause))
                    .toList();
        }
        JobLease lease = portion.items().getFirst().lease();
        around.observer().worker(new WorkerNote.TryFailed(portion.task(), lease.id(), TryEnds.failure(thrown), thrown));
        return List.of(TryEnds.of(lease, thrown));
    }

    /** A task may be without a model for long; what else is away comes back soon, or nothing goes on at all. */
    private Duration pause(TaskName task, Throwable thrown) {
        if (thrown instanceof UnderstudyException known && known.code() == ErrorCode.MODEL_UNAVAILABLE) {
            return pauses.next(task);
        }
        worker.pause(AWAY);
        return AWAY;
    }

    private void observe(JobPortion portion, List<JobEnd> ends, Set<JobLease> counted) {
        for (JobEnd end : ends) {
            around.observer()
                    .ended(portion.task(), counted.contains(end.lease()) ? ending(end) : JobObserver.Ending.LOST);
        }
    }

    private static JobObserver.Ending ending(JobEnd end) {
        return switch (end) {
            case JobEnd.Succeeded succeeded -> JobObserver.Ending.SUCCEEDED;
            case JobEnd.Failed failed -> JobObserver.Ending.FAILED;
            case JobEnd.Retry retry -> JobObserver.Ending.RETRIED;
            case JobEnd.GivenBack givenBack -> JobObserver.Ending.GIVEN_BACK;
        };
    }

    /** Tells ends until the queue has heard them, or the worker is closed: then the leases lapse. */
    private Set<JobLease> tell(Collection<? extends JobEnd> ends) {
        if (ends.isEmpty()) {
            return Set.of();
        }
        while (true) {
            try {
                Set<JobLease> counted = around.queue().end(ends);
                outOfTrouble();
                return counted;
            } catch (UnderstudyException e) {
                if (worker.isClosing()) {
                    return Set.of();
                }
                inTrouble(e);
            } catch (RuntimeException e) { // a defect, which would come again: the leases lapse
                worker.trouble(e);
                return Set.of();
            }
        }
    }

    private void inTrouble(RuntimeException e) {
        if (wait.isZero()) {
            worker.trouble(e);
            wait = FIRST_WAIT;
        } else {
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        }
        worker.pause(wait);
    }

    private void outOfTrouble() {
        if (!wait.isZero()) {
            wait = Duration.ZERO;
            around.observer().worker(new WorkerNote.GoingOn());
        }
    }
}
