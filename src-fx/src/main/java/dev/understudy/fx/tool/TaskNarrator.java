package dev.understudy.fx.tool;

import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Texts;
import java.util.Locale;
import javafx.collections.ListChangeListener;

/** Tells in the log how each task goes, and in a notification when one fails. */
public final class TaskNarrator {
    private final SessionLog log;
    private final Notifications notifications;
    private final Texts texts;

    public TaskNarrator(SessionLog log, Notifications notifications, Texts texts) {
        this.log = log;
        this.notifications = notifications;
        this.texts = texts;
    }

    /** From now on tells of this runner's tasks. */
    public void follow(TaskRunner runner) {
        runner.tasks().addListener((ListChangeListener<RunningTask>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
            }
        });
    }

    private void follow(RunningTask task) {
        log.add(texts.get("log.task.running", task.title()));
        task.stateProperty().subscribe((_, state) -> tell(task, state));
    }

    private void tell(RunningTask task, TaskState state) {
        log.add(texts.get("log.task." + state.name().toLowerCase(Locale.ROOT), task.title()));
        Throwable failure = task.failureProperty().get();
        if (state == TaskState.FAILED && failure != null) {
            String reason = FailureWords.of(failure, texts);
            log.add(reason);
            notifications.tell(Notification.Level.ERROR, texts.get("task.failed.title", task.title()), reason);
        }
    }
}
