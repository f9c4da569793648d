package dev.understudy.engine.jobs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has claimed: the portion that it works on and those that wait for it. The thread may be left alone with
 * its portion, and then has no say in it any more. Thread-safe.
 */
final class ClaimedBatch {
    private final Thread owner;
    private final Deque<JobPortion> waiting;
    private @Nullable JobPortion current;
    /** Since when the current portion is worked on; empty while its ends are told. */
    private Optional<Long> since = Optional.empty();

    private boolean abandoned;

    /**
     * A batch that nobody has begun with.
     *
     * @param owner who works on it
     */
    ClaimedBatch(Thread owner, List<JobPortion> portions) {
        this.owner = owner;
        this.waiting = new ArrayDeque<>(portions);
    }

    /** Who works on it. */
    Thread owner() {
        return owner;
    }

    /** Begins with the next portion, if there is one. */
    synchronized Optional<JobPortion> next(long nanos) {
        JobPortion portion = waiting.poll();
        current = portion;
        since = portion == null ? Optional.empty() : Optional.of(nanos);
        return Optional.ofNullable(portion);
    }

    /** Has the current portion come again in two halves. */
    synchronized void halve(JobPortion portion) {
        if (!abandoned) {
            portion.halves().reversed().forEach(waiting::addFirst);
            current = null;
            since = Optional.empty();
        }
    }

    /**
     * The thread knows how the current portion ended.
     *
     * @return whether it may say so
     */
    synchronized boolean finish() {
        since = Optional.empty();
        return !abandoned;
    }

    /** Whether the thread has no say any more. */
    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /** Takes away what was not begun. */
    synchronized List<JobLease> takeWaiting() {
        List<JobLease> leases =
                waiting.stream().flatMap(portion -> portion.leases().stream()).toList();
        waiting.clear();
        return leases;
    }

    /** What has to be renewed. */
    synchronized List<JobLease> leases() {
        List<JobLease> leases = new ArrayList<>();
        if (!abandoned && current != null) {
            leases.addAll(current.leases());
        }
        waiting.forEach(portion -> leases.addAll(portion.leases()));
        return leases;
    }

    /**
     * Takes the current portion away from its thread if it was begun before a moment.
     *
     * @return the portion, if it was taken away
     */
    synchronized Optional<JobPortion> abandon(long begunBefore) {
        if (abandoned || current == null || since.isEmpty() || since.get() - begunBefore >= 0) {
            return Optional.empty();
        }
        abandoned = true;
        return Optional.of(current);
    }

    /** Takes away what was begun and is not done. */
    synchronized List<JobLease> takeBegun() {
        List<JobLease> leases = !abandoned && current != null && since.isPresent() ? current.leases() : List.of();
        abandoned = true;
        return leases;
    }
}
