package dev.understudy.fx.home;

import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The first start: one sentence, one button; once it is pressed, its progress in the button's place. */
final class FirstStartView {
    private final HomeViewModel model;
    private final Texts texts;
    private final VBox action = new VBox();
    private final StackPane root;

    FirstStartView(HomeViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        action.getStyleClass().add("first-start");
        root = new StackPane(
                new NoticeView("icon-home", texts.get("home.first"), texts.get("home.first.text"), action));
        model.makingProperty().subscribe(making -> making.ifPresentOrElse(this::follow, this::offer));
    }

    /** The node to show. */
    Node root() {
        return root;
    }

    private void offer() {
        Button make = new Button(texts.get("home.sample"));
        make.setId("make-sample");
        make.getStyleClass().add("success");
        make.setDefaultButton(true);
        make.setOnAction(_ -> model.makeSample());
        Hyperlink own = new Hyperlink(texts.get("home.first.own"));
        own.setId("first-own");
        own.setOnAction(_ -> model.newTask());
        action.getChildren().setAll(make, own);
    }

    private void follow(RunningTask task) {
        task.stateProperty().subscribe(state -> {
            if (state == TaskState.FAILED || state == TaskState.CANCELLED) {
                offer();
                action.getChildren().addFirst(status(task));
            } else {
                action.getChildren().setAll(progress(task));
            }
        });
    }

    private Label status(RunningTask task) {
        Label status = new Label();
        status.setId("sample-status");
        status.getStyleClass().add("first-status");
        status.setWrapText(true);
        status.textProperty().bind(model.status(task));
        return status;
    }

    private Node progress(RunningTask task) {
        ProgressBar bar = new ProgressBar(-1);
        bar.setAccessibleText(task.title());
        bar.progressProperty().bind(task.progressProperty().map(progress -> progress.share()));
        Button cancel = new Button(texts.get("task.cancel"));
        cancel.setId("cancel-sample");
        cancel.setAccessibleText(texts.get("task.cancel.help", task.title()));
        cancel.setOnAction(_ -> task.cancel());
        cancel.disableProperty().bind(task.stateProperty().map(state -> state != TaskState.RUNNING));
        HBox row = new HBox(bar, cancel);
        row.getStyleClass().add("first-progress");
        VBox all = new VBox(row, status(task));
        all.getStyleClass().add("first-start");
        return all;
    }
}
