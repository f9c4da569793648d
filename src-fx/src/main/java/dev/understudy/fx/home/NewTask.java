package dev.understudy.fx.home;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.Notification;
import dev.understudy.fx.tool.Notifications;
import dev.understudy.fx.view.PathChooser;
import dev.understudy.fx.workspace.WorkspaceState;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.nio.file.Path;
import java.util.Optional;

/** Takes a task file into the open workspace; where there is none, into a folder that the user chooses. */
public final class NewTask {
    private final WorkspaceViewModel workspace;
    private final PathChooser chooser;
    private final TaskRunner runner;
    private final Notifications notifications;
    private final Texts texts;

    public NewTask(
            WorkspaceViewModel workspace,
            PathChooser chooser,
            TaskRunner runner,
            Notifications notifications,
            Texts texts) {
        this.workspace = workspace;
        this.chooser = chooser;
        this.runner = runner;
        this.notifications = notifications;
        this.texts = texts;
    }

    /** Asks for the file and takes it in. What is wrong with it is told as a failure of the work. */
    public void begin() {
        boolean isOpen = workspace.stateProperty().get() instanceof WorkspaceState.Open;
        chooser.file(texts.get("newtask.file"), texts.get("newtask.kind"), "*.yaml", "*.yml")
                .ifPresent(file -> directory(isOpen).ifPresent(directory -> take(directory, file, isOpen)));
    }

    private Optional<Path> directory(boolean isOpen) {
        return isOpen ? workspace.directoryProperty().get() : chooser.folder(texts.get("newtask.folder"));
    }

    private void take(Path directory, Path file, boolean isOpen) {
        runner.start(texts.get("newtask.running", file.getFileName()), _ -> Workspace.init(directory, file), task -> {
            told(task, directory);
            if (!isOpen) {
                workspace.open(directory);
            }
        });
    }

    private void told(TaskName task, Path directory) {
        notifications.tell(
                Notification.Level.INFO,
                texts.get("newtask.done", task),
                texts.get("newtask.done.detail", task, directory));
    }
}
