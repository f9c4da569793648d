package dev.understudy.fx.home;

import dev.understudy.engine.common.TaskName;
import dev.understudy.fx.text.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The card of a task whose file cannot be read. */
final class BrokenTaskView extends VBox {
    BrokenTaskView(TaskName task, String reason, Texts texts) {
        getStyleClass().addAll("card", "task-card");
        Label name = new Label(task.text());
        name.getStyleClass().add("task-name");
        HBox head = new HBox(name, Chips.chip(texts.get("home.broken.chip"), Tone.BAD));
        head.getStyleClass().add("card-head");
        FontIcon icon = new FontIcon();
        icon.getStyleClass().add("tone-icon");
        Label why = new Label(reason, icon);
        why.setWrapText(true);
        why.setMaxWidth(Double.MAX_VALUE);
        why.setMinHeight(USE_PREF_SIZE);
        why.getStyleClass().setAll("verdict-banner", Tone.BAD.key());
        Label next = new Label(texts.get("home.broken.next", task));
        next.setWrapText(true);
        next.setMinHeight(USE_PREF_SIZE);
        next.getStyleClass().add("card-none");
        getChildren().addAll(head, why, next);
    }
}
