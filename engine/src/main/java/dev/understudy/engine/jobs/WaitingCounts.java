package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How many jobs of each task wait, without counting them at each submission: they are counted now and then, and what this
 * process adds and takes meanwhile is reckoned. Counting takes at most a tenth of the time, and where the queue seems to
 * be full, it is done as often as that allows. Thread-safe.
 */
final class WaitingCounts {
    private static final long STALE = Duration.ofSeconds(1).toNanos();
    private static final int TENTH = 10;

    private final LongSupplier nanoTime;
    private final Map<TaskName, Long> waiting = new HashMap<>();
    private boolean counted;
    private long countedAt;
    private long took;

    WaitingCounts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * How many wait.
     *
     * @param capacity how many make it full
     * @param count counts those of every task that has some
     */
    synchronized long of(TaskName task, long capacity, Supplier<Map<TaskName, Long>> count) {
        long age = nanoTime.getAsLong() - countedAt;
        long leastAge = TENTH * took;
        boolean full = waiting.getOrDefault(task, 0L) >= capacity;
        if (!counted || age > leastAge && (full || age > STALE)) {
            long begin = nanoTime.getAsLong();
            waiting.clear();
            waiting.putAll(count.get());
            countedAt = nanoTime.getAsLong();
            took = countedAt - begin;
            counted = true;
        }
        return waiting.getOrDefault(task, 0L);
    }

    /** So many more of the task wait. */
    synchronized void add(TaskName task, long more) {
        waiting.merge(task, more, (before, change) -> Math.max(0, before + change));
    }
}
