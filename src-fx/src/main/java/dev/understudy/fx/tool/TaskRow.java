package dev.understudy.fx.tool;

import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A task in its window: title, progress, how it stands, cancel. */
final class TaskRow extends HBox {
    private final Label status = new Label();

    TaskRow(RunningTask task, TasksViewModel model, Texts texts) {
        getStyleClass().add("task-row");
        Label title = new Label(task.title());
        title.getStyleClass().add("task-title");
        status.getStyleClass().add("task-status");
        // The binding is weak on its task's side: the label's own property keeps it.
        status.textProperty().bind(model.status(task));
        GridPane words = new GridPane();
        words.getStyleClass().add("task-words");
        words.addColumn(0, title, status);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(words, bar(task), cancel(task, texts));
    }

    private static ProgressBar bar(RunningTask task) {
        ProgressBar bar = new ProgressBar(-1);
        bar.setMinWidth(0);
        bar.setAccessibleText(task.title());
        bar.progressProperty().bind(task.progressProperty().map(progress -> progress.share()));
        bar.visibleProperty().bind(task.activeBinding());
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    private static Button cancel(RunningTask task, Texts texts) {
        Button cancel = new Button(texts.get("task.cancel"));
        cancel.setAccessibleText(texts.get("task.cancel.help", task.title()));
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(_ -> task.cancel());
        cancel.disableProperty().bind(task.stateProperty().map(state -> state != TaskState.RUNNING));
        cancel.visibleProperty().bind(task.activeBinding());
        cancel.managedProperty().bind(cancel.visibleProperty());
        return cancel;
    }
}
