package dev.understudy.fx.task;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Runs work on one executor and reports on another, which is the FX thread. */
public final class BackgroundTaskRunner implements TaskRunner {
    private final Executor workers;
    private final Executor fxThread;
    private final InstantSource clock;
    private final ObservableList<RunningTask> tasks = FXCollections.observableArrayList();

    /**
     * @param workers where the work is done
     * @param fxThread where progress and results arrive
     * @param clock the time
     */
    public BackgroundTaskRunner(Executor workers, Executor fxThread, InstantSource clock) {
        this.workers = workers;
        this.fxThread = fxThread;
        this.clock = clock;
    }

    @Override
    public <T extends @Nullable Object> RunningTask start(String title, Work<T> work, Consumer<? super T> onDone) {
        RunningTask task = new RunningTask(title, clock.instant());
        tasks.addFirst(task);
        workers.execute(() -> run(task, work, onDone));
        return task;
    }

    @Override
    public <T extends @Nullable Object> RunningTask look(String title, Work<T> work, Consumer<? super T> onDone) {
        RunningTask task = new RunningTask(title, clock.instant());
        workers.execute(() -> run(task, work, onDone));
        return task;
    }

    @Override
    public ObservableList<RunningTask> tasks() {
        return tasks;
    }

    // Whatever the work throws must end it: a task that runs for ever in the window is worse than any error.
    @SuppressWarnings("CatchThrowable")
    private <T extends @Nullable Object> void run(RunningTask task, Work<T> work, Consumer<? super T> onDone) {
        LatestProgress progress = new LatestProgress(task, fxThread, clock);
        try {
            T result = work.run(progress);
            fxThread.execute(() -> deliver(task, result, onDone));
        } catch (Throwable problem) {
            TaskState end = isCancellation(task, problem) ? TaskState.CANCELLED : TaskState.FAILED;
            fxThread.execute(() -> end(task, end, problem));
        }
    }

    private <T extends @Nullable Object> void deliver(RunningTask task, T result, Consumer<? super T> onDone) {
        try {
            onDone.accept(result);
            task.endAs(TaskState.DONE, null);
        } catch (RuntimeException problem) {
            end(task, TaskState.FAILED, problem);
        }
    }

    /** What has failed is always listed. */
    private void end(RunningTask task, TaskState end, Throwable problem) {
        if (end == TaskState.FAILED && !tasks.contains(task)) {
            tasks.addFirst(task);
        }
        task.endAs(end, end == TaskState.FAILED ? problem : null);
    }

    private static boolean isCancellation(RunningTask task, Throwable problem) {
        if (problem instanceof UnderstudyException known) {
            return known.code() == ErrorCode.CANCELLED;
        }
        boolean stopped = problem instanceof CancellationException || problem instanceof InterruptedException;
        return stopped && task.isCancelRequested();
    }
}
