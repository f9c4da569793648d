package dev.understudy.fx.simulation;

import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.TextClipboard;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What failed, why, what was kept, and what to do next. */
final class FailureBar extends HBox {
    FailureBar(String reason, Runnable again, TextClipboard clipboard, Texts texts) {
        getStyleClass().addAll("simulation-bar", "failure-bar");
        VBox words = new VBox(
                line("bar-title", texts.get("simulation.failed.title")),
                line("bar-text", reason),
                line("bar-text", texts.get("simulation.stopped")));
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

    private static Label line(String styleClass, String text) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
