package dev.understudy.fx.home;

import dev.understudy.fx.text.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** What was done last, a row each. */
final class RecentView extends VBox {
    RecentView(List<RecentRow> rows, Texts texts) {
        getStyleClass().addAll("card", "recent");
        Label title = new Label(texts.get("home.recent"));
        title.getStyleClass().add("card-title");
        getChildren().add(title);
        if (rows.isEmpty()) {
            Label none = new Label(texts.get("home.recent.none"));
            none.getStyleClass().add("card-caption");
            none.setWrapText(true);
            none.setMinHeight(USE_PREF_SIZE);
            getChildren().add(none);
        }
        rows.forEach(row -> getChildren().add(row(row)));
    }

    private static Node row(RecentRow row) {
        Label time = new Label(row.time());
        time.getStyleClass().add("recent-time");
        time.setMinWidth(USE_PREF_SIZE);
        time.setTooltip(new Tooltip(row.moment()));
        Text task = new Text(row.task());
        task.getStyleClass().addAll("recent-words", "recent-task");
        Text sentence = new Text(" " + row.sentence());
        sentence.getStyleClass().add("recent-words");
        TextFlow words = new TextFlow(task, sentence);
        words.setMinHeight(USE_PREF_SIZE);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox all = new HBox(time, words, Chips.chip(row.chip(), row.tone()));
        all.getStyleClass().add("recent-row");
        all.setAccessibleText(row.moment() + ", " + row.task() + " " + row.sentence() + ", " + row.chip());
        return all;
    }
}
