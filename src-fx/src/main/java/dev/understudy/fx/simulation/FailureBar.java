package dev.understudy.fx.simulation;

import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.TextClipboard;
import dev.understudy.fx.view.WrappedLabel;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What failed, why, what was kept, and what to do next. */
final class FailureBar extends HBox {
    FailureBar(String reason, Runnable again, TextClipboard clipboard, Texts texts) {
        getStyleClass().addAll("simulation-bar", "failure-bar");
        VBox words = new VBox(
                new WrappedLabel("bar-title", texts.get("simulation.failed.title")),
                new WrappedLabel("bar-text", reason),
                new WrappedLabel("bar-text", texts.get("simulation.stopped")));
        words.getStyleClass().add("bar-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        Button copy = new Button(texts.get("simulation.details"));
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setOnAction(_ -> clipboard.copy(reason));
        Button retry = new Button(texts.get("simulation.retry"));
        retry.setId("retry");
        retry.setMinWidth(USE_PREF_SIZE);
        retry.setOnAction(_ -> again.run());
        getChildren().addAll(words, copy, retry);
    }
}
