package dev.understudy.fx.task;

import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A piece of work as the window sees it. Properties change on the FX thread only. */
public final class RunningTask {
    private final String title;
    private final Instant startedAt;
    private final ReadOnlyObjectWrapper<TaskState> state = new ReadOnlyObjectWrapper<>(TaskState.RUNNING);
    private final ReadOnlyObjectWrapper<TaskProgress> progress = new ReadOnlyObjectWrapper<>(TaskProgress.UNKNOWN);
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final BooleanBinding active = Bindings.createBooleanBinding(
            () -> state.get() == TaskState.RUNNING || state.get() == TaskState.CANCELLING, state);
    private volatile boolean cancelRequested;

    RunningTask(String title, Instant startedAt) {
        this.title = title;
        this.startedAt = startedAt;
    }

    /** What is being done. */
    public String title() {
        return title;
    }

    /** When it was started. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Where it stands. */
    public ReadOnlyObjectProperty<TaskState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<TaskProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Why it failed; null unless it did. */
    public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Whether it still goes on, be it only to stop. */
    public BooleanBinding activeBinding() {
        return active;
    }

    /** Whether it still goes on. */
    public boolean isActive() {
        return active.get();
    }

    /** Asks the work to stop at its next good place; answers at once, whenever that place comes. */
    public void cancel() {
        if (state.get() == TaskState.RUNNING) {
            cancelRequested = true;
            state.set(TaskState.CANCELLING);
        }
    }

    /** Asked by the work, from its own thread. */
    boolean isCancelRequested() {
        return cancelRequested;
    }

    void advanceTo(TaskProgress next) {
        progress.set(next);
    }

    void endAs(TaskState end, @Nullable Throwable reason) {
        failure.set(reason);
        state.set(end);
    }
}
