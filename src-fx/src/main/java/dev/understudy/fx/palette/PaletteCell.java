package dev.understudy.fx.palette;

import dev.understudy.fx.action.Action;
import dev.understudy.fx.view.Keys;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** An action in the palette: its title, and its keys at the right. */
final class PaletteCell extends ListCell<Action> {
    private final Label title = new Label();
    private final Label keys = new Label();
    private final HBox row;

    PaletteCell(IntConsumer onClick) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        keys.getStyleClass().add("keys");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        row = new HBox(title, space, keys);
        row.getStyleClass().add("palette-row");
        setOnMouseClicked(_ -> {
            if (!isEmpty()) {
                onClick.accept(getIndex());
            }
        });
    }

    @Override
    protected void updateItem(@Nullable Action action, boolean empty) {
        super.updateItem(action, empty);
        if (action == null || empty) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        title.setText(action.title());
        keys.setText(Keys.display(action));
        setGraphic(row);
        setAccessibleText(action.title() + " " + keys.getText());
    }
}
