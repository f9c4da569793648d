package dev.understudy.fx.tool;

import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskProgress;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.collections.ObservableList;

/** The work of this session, and how it is told. */
public final class TasksViewModel {
    private final TaskRunner runner;
    private final Texts texts;

    public TasksViewModel(TaskRunner runner, Texts texts) {
        this.runner = runner;
        this.texts = texts;
    }

    /** All work of this session, newest first. */
    public ObservableList<RunningTask> tasks() {
        return runner.tasks();
    }

    /** Takes what has ended off the list. */
    public void forgetFinished() {
        runner.forgetFinished();
    }

    /** One line on how a task stands: stage, done and to do, rate, time left; or how it ended. */
    public StringBinding status(RunningTask task) {
        return Bindings.createStringBinding(() -> words(task), task.stateProperty(), task.progressProperty());
    }

    private String words(RunningTask task) {
        TaskState state = task.stateProperty().get();
        Throwable failure = task.failureProperty().get();
        return switch (state) {
            case RUNNING -> running(task.progressProperty().get());
            case FAILED -> texts.get(key(state), failure == null ? "" : FailureWords.of(failure, texts));
            case CANCELLING, DONE, CANCELLED -> texts.get(key(state));
        };
    }

    private static String key(TaskState state) {
        return "task.state." + state.name().toLowerCase(Locale.ROOT);
    }

    private String running(TaskProgress progress) {
        if (progress.stage().isEmpty()) {
            return texts.get(key(TaskState.RUNNING));
        }
        List<String> parts = new ArrayList<>();
        parts.add(
                progress.total() > 0
                        ? texts.get("task.progress", progress.stage(), progress.done(), progress.total())
                        : texts.get("task.progress.open", progress.stage(), progress.done()));
        progress.rate().ifPresent(rate -> parts.add(texts.get("task.rate", rate)));
        progress.remaining().ifPresent(left -> parts.add(texts.get("task.left", left.toSeconds())));
        return String.join(", ", parts);
    }
}
