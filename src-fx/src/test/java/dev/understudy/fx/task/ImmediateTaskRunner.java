package dev.understudy.fx.task;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Does the work before {@code start} returns, on the calling thread: asynchronous code, tested synchronously. */
public final class ImmediateTaskRunner implements TaskRunner {
    private final BackgroundTaskRunner runner = new BackgroundTaskRunner(
            Runnable::run, Runnable::run, InstantSource.fixed(Instant.parse("2026-02-15T12:00:00Z")));

    @Override
    public <T extends @Nullable Object> RunningTask start(String title, Work<T> work, Consumer<? super T> onDone) {
        return runner.start(title, work, onDone);
    }

    @Override
    public <T extends @Nullable Object> RunningTask look(String title, Work<T> work, Consumer<? super T> onDone) {
        return runner.look(title, work, onDone);
    }

    @Override
    public ObservableList<RunningTask> tasks() {
        return runner.tasks();
    }
}
