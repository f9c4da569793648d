package dev.understudy.fx.sheet;

import dev.understudy.fx.view.WrappedLabel;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A card over the window: a title, a body that scrolls where it does not fit, and buttons. Escape closes it; while it is
 * open the window beneath takes neither focus nor keys, and gets its focus back afterwards.
 */
public final class SheetView {
    private final StackPane root = new StackPane();
    private final BooleanProperty open;
    private final Node first;
    private @Nullable Node focusedBefore;

    /**
     * @param title what it is about
     * @param body the form or text
     * @param buttons from left to right, the one that acts last
     * @param first what takes the focus when it opens
     * @param open whether it is open; set to false by Escape
     */
    public SheetView(String title, Region body, HBox buttons, Node first, BooleanProperty open) {
        this.open = open;
        this.first = first;
        Label heading = new WrappedLabel("sheet-title", title);
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        // as high as the body, whose lines wrap, turns out to be; what does not fit scrolls
        scroll.prefViewportHeightProperty().bind(body.heightProperty());
        scroll.getStyleClass().add("sheet-body");
        buttons.getStyleClass().add("sheet-buttons");
        buttons.setMinHeight(Region.USE_PREF_SIZE);
        VBox card = new VBox(heading, scroll, buttons);
        card.getStyleClass().add("sheet-card");
        card.setMaxHeight(Region.USE_PREF_SIZE);
        card.setAccessibleText(title);
        root.getStyleClass().add("sheet-shade");
        root.getChildren().add(card);
        root.visibleProperty().bind(open);
        root.managedProperty().bind(open);
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        root.sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(owner -> keepFocus(owner));
        open.subscribe(this::moveFocus);
    }

    /** The node to lay over the window. */
    public StackPane root() {
        return root;
    }

    private void moveFocus(boolean opened) {
        if (root.getScene() == null) {
            return;
        }
        if (opened) {
            focusedBefore = root.getScene().getFocusOwner();
            first.requestFocus();
        } else if (focusedBefore != null) {
            focusedBefore.requestFocus();
            focusedBefore = null;
        }
    }

    /** Tab does not walk into the window beneath. */
    private void keepFocus(@Nullable Node owner) {
        if (open.get() && owner != null && !isWithin(owner)) {
            first.requestFocus();
        }
    }

    private boolean isWithin(Node node) {
        for (Node ancestor = node; ancestor != null; ancestor = ancestor.getParent()) {
            if (ancestor.equals(root)) {
                return true;
            }
        }
        return false;
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            open.set(false);
        }
        if (event.getCode() != KeyCode.TAB) {
            event.consume(); // the window's keys are not meant now
        }
    }
}
