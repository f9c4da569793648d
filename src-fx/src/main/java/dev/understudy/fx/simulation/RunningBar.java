package dev.understudy.fx.simulation;

import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.TasksViewModel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How far the simulation is, and the button that stops it. */
final class RunningBar extends HBox {
    RunningBar(RunningTask task, TasksViewModel words, Texts texts) {
        getStyleClass().addAll("simulation-bar", "running-bar");
        Label title = new Label(task.title());
        title.getStyleClass().add("bar-title");
        Label status = new Label();
        status.getStyleClass().add("bar-text");
        status.textProperty().bind(words.status(task));
        ProgressBar progress = new ProgressBar(-1);
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setAccessibleText(task.title());
        progress.progressProperty().bind(task.progressProperty().map(now -> now.share()));
        VBox all = new VBox(title, progress, status);
        all.getStyleClass().add("bar-words");
        HBox.setHgrow(all, Priority.ALWAYS);
        Button cancel = new Button(texts.get("simulation.cancel"));
        cancel.setId("cancel");
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(_ -> task.cancel());
        cancel.disableProperty().bind(task.stateProperty().map(state -> state != TaskState.RUNNING));
        getChildren().addAll(all, cancel);
    }
}
