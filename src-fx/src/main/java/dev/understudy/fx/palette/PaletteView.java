package dev.understudy.fx.palette;

import dev.understudy.fx.action.Action;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.Fxml;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The command palette over the window. The focus stays in the field; arrows move the choice in the list. */
@SuppressWarnings("NullAway.Init") // The FXML fills the fields.
public final class PaletteView {
    private static final int PAGE = 8;

    private final PaletteViewModel model;
    private final StackPane root;
    private @Nullable Node focusedBefore;

    @FXML
    private VBox card;

    @FXML
    private TextField field;

    @FXML
    private ListView<Action> list;

    @FXML
    private Label none;

    public PaletteView(PaletteViewModel model, Texts texts) {
        this.model = model;
        root = Fxml.load(this, StackPane.class, texts);
        card.setMaxHeight(Region.USE_PREF_SIZE);
        field.textProperty().bindBidirectional(model.typedProperty());
        list.setItems(model.found());
        list.prefHeightProperty()
                .bind(Bindings.size(model.found())
                        .multiply(list.fixedCellSizeProperty())
                        .add(1));
        list.setCellFactory(_ -> new PaletteCell(this::onClick));
        none.visibleProperty().bind(list.visibleProperty().not());
        none.managedProperty().bind(none.visibleProperty());
        list.managedProperty().bind(list.visibleProperty());
        model.chosenProperty().subscribe(this::showChoice);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        // what the field leaves over is not meant for the window beneath
        root.addEventHandler(KeyEvent.KEY_PRESSED, KeyEvent::consume);
        root.setOnMousePressed(this::onShade);
        root.visibleProperty().bind(model.openProperty());
        root.managedProperty().bind(root.visibleProperty());
        model.openProperty().subscribe(this::moveFocus);
    }

    /** The node to lay over the window. */
    public StackPane root() {
        return root;
    }

    private void showChoice(Number chosen) {
        list.setVisible(chosen.intValue() >= 0);
        list.getSelectionModel().clearAndSelect(chosen.intValue());
        list.scrollTo(Math.max(0, chosen.intValue() - PAGE / 2));
    }

    private void moveFocus(boolean open) {
        if (root.getScene() == null) {
            return;
        }
        if (open) {
            focusedBefore = root.getScene().getFocusOwner();
            field.requestFocus();
        } else if (focusedBefore != null) {
            focusedBefore.requestFocus();
            focusedBefore = null;
        }
    }

    private void onKey(KeyEvent event) {
        boolean handled = switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> choose(PAGE);
            case PAGE_UP -> choose(-PAGE);
            case ENTER -> run();
            case ESCAPE -> close();
            // The field is the palette's only stop: Tab would walk into the window beneath.
            case TAB -> true;
            default -> false;
        };
        if (handled) {
            event.consume();
        }
    }

    private boolean move(int by) {
        model.move(by);
        return true;
    }

    private boolean choose(int by) {
        model.choose(model.chosenProperty().get() + by);
        return true;
    }

    private boolean run() {
        model.runChosen();
        return true;
    }

    private boolean close() {
        model.close();
        return true;
    }

    private void onClick(int index) {
        model.choose(index);
        model.runChosen();
    }

    private void onShade(MouseEvent event) {
        if (root.equals(event.getTarget())) {
            model.close();
        }
    }
}
