package dev.understudy.fx.task;

import dev.understudy.engine.common.RunControl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands progress over to the FX thread. Work may tell of it a million times a second; only the latest waits, so that
 * the FX thread is never behind.
 */
final class LatestProgress implements RunControl {
    private final RunningTask task;
    private final Executor fxThread;
    private final InstantSource clock;
    private final AtomicReference<@Nullable TaskProgress> waiting = new AtomicReference<>();
    private final AtomicReference<StageStart> stage;

    LatestProgress(RunningTask task, Executor fxThread, InstantSource clock) {
        this.task = task;
        this.fxThread = fxThread;
        this.clock = clock;
        this.stage = new AtomicReference<>(new StageStart("", clock.instant()));
    }

    @Override
    public void progress(String name, long done, long total) {
        Instant now = clock.instant();
        StageStart start = stage.updateAndGet(last -> last.name.equals(name) ? last : new StageStart(name, now));
        TaskProgress next = new TaskProgress(name, done, total, Duration.between(start.at, now));
        if (waiting.getAndSet(next) == null) {
            fxThread.execute(this::show);
        }
    }

    @Override
    public boolean isCancelled() {
        return task.isCancelRequested();
    }

    private void show() {
        TaskProgress latest = waiting.getAndSet(null);
        if (latest != null) {
            task.advanceTo(latest);
        }
    }

    private record StageStart(String name, Instant at) {}
}
