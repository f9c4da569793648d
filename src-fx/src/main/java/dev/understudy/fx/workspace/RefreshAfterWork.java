package dev.understudy.fx.workspace;

import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.task.TaskState;
import javafx.collections.ListChangeListener;

/** Reads the workspace again whenever work has been done on it. */
public final class RefreshAfterWork {
    private final WorkspaceViewModel workspace;

    public RefreshAfterWork(WorkspaceViewModel workspace) {
        this.workspace = workspace;
    }

    /** From now on follows this runner's tasks. */
    public void follow(TaskRunner runner) {
        runner.tasks().addListener((ListChangeListener<RunningTask>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
            }
        });
    }

    private void follow(RunningTask task) {
        task.stateProperty().subscribe((_, state) -> {
            // One that is being opened reads itself, and what has failed has changed nothing.
            if (state == TaskState.DONE && workspace.overview().isPresent()) {
                workspace.refresh();
            }
        });
    }
}
