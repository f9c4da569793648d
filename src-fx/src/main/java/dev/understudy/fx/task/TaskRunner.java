package dev.understudy.fx.task;

import java.util.function.Consumer;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The only way from a view model to the engine. To be called on the FX thread. */
public interface TaskRunner {
    /**
     * Starts work.
     *
     * @param title what is being done, as people say it: "Reading the workspace"
     * @param work the work, away from the FX thread
     * @param onDone what to do with its result, on the FX thread; not called where the work failed or was cancelled
     * @return the work as it goes on
     */
    <T extends @Nullable Object> RunningTask start(String title, Work<T> work, Consumer<? super T> onDone);

    /**
     * Starts what takes a moment only, such as reading what a screen shows. It is listed among {@link #tasks} only if it
     * fails.
     *
     * @param title what is being done
     * @param work the work, away from the FX thread
     * @param onDone what to do with its result, on the FX thread
     * @return the work as it goes on
     */
    <T extends @Nullable Object> RunningTask look(String title, Work<T> work, Consumer<? super T> onDone);

    /** All work of this session, the newest first; the finished among it until {@link #forgetFinished}. */
    ObservableList<RunningTask> tasks();

    /** Takes the finished out of {@link #tasks}. */
    default void forgetFinished() {
        tasks().removeIf(task -> !task.isActive());
    }
}
