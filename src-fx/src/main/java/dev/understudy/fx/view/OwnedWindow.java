package dev.understudy.fx.view;

import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** A further window that looks as the one it was opened from: the same style sheets, size of text, and theme. */
public final class OwnedWindow {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    private OwnedWindow() {}

    /**
     * Opens one. It closes with its owner, and on Escape.
     *
     * @param owner from which it is opened
     * @param content what stands in it
     * @return the window, shown
     */
    public static Stage open(Scene owner, Parent content, String title, double width, double height) {
        Scene scene = new Scene(new StackPane(content), width, height);
        scene.getStylesheets().setAll(owner.getStylesheets());
        Stage stage = new Stage();
        stage.initOwner(owner.getWindow());
        stage.setTitle(title);
        stage.setScene(scene);
        scene.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                stage.close();
            }
        });
        InvalidationListener follow = _ -> dressAs(owner.getRoot(), scene.getRoot());
        follow.invalidated(owner.rootProperty());
        owner.getRoot().getPseudoClassStates().addListener(follow);
        owner.getRoot().getStyleClass().addListener(follow);
        stage.setOnHidden(_ -> {
            owner.getRoot().getPseudoClassStates().removeListener(follow);
            owner.getRoot().getStyleClass().removeListener(follow);
        });
        stage.show();
        return stage;
    }

    private static void dressAs(Parent owner, Parent root) {
        root.pseudoClassStateChanged(DARK, owner.getPseudoClassStates().contains(DARK));
        root.getStyleClass().removeIf(name -> name.startsWith("size-"));
        owner.getStyleClass().stream().filter(name -> name.startsWith("size-")).forEach(root.getStyleClass()::add);
    }
}
