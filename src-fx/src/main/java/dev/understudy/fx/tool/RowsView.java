package dev.understudy.fx.tool;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * A row for each of a short list's items, one beneath the other, and a sentence where there is none. Rows are nodes of
 * their own rather than cells, so that the buttons in them can be reached by Tab.
 */
final class RowsView<T> extends StackPane {
    private final VBox rows = new VBox();
    private final Function<T, Node> toRow;

    RowsView(ObservableList<T> items, Function<T, Node> toRow, String sentenceWhenEmpty) {
        this.toRow = toRow;
        Label none = new Label(sentenceWhenEmpty);
        none.setWrapText(true);
        none.getStyleClass().add("tool-none");
        rows.getStyleClass().add("tool-rows");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        getChildren().addAll(scroll, none);
        items.forEach(item -> rows.getChildren().add(toRow.apply(item)));
        items.addListener(this::follow);
        none.visibleProperty().bind(Bindings.isEmpty(rows.getChildren()));
        scroll.visibleProperty().bind(none.visibleProperty().not());
    }

    private void follow(ListChangeListener.Change<? extends T> change) {
        while (change.next()) {
            if (change.wasPermutated() || change.wasUpdated()) {
                continue;
            }
            rows.getChildren().remove(change.getFrom(), change.getFrom() + change.getRemovedSize());
            for (int i = change.getFrom(); i < change.getTo(); i++) {
                rows.getChildren().add(i, toRow.apply(change.getList().get(i)));
            }
        }
    }
}
