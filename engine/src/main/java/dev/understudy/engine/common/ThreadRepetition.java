package dev.understudy.engine.common;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Repeats on a daemon thread. */
final class ThreadRepetition implements Repetition.Ongoing {
    private final ScheduledExecutorService executor;
    private final ScheduledFuture<?> schedule;

    private ThreadRepetition(String name, Duration interval, Runnable work) {
        executor = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().name(name).daemon().unstarted(task));
        schedule = executor.scheduleWithFixedDelay(work, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    static Repetition.Ongoing begin(String name, Duration interval, Runnable work) {
        return new ThreadRepetition(name, interval, work);
    }

    @Override
    public void close() {
        // no interruption: it would close the files that the work happens to have open
        schedule.cancel(false);
        executor.close();
    }
}
