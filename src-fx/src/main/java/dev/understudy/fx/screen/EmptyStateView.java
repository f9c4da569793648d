package dev.understudy.fx.screen;

import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.Fxml;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** A screen with nothing in it yet. */
@SuppressWarnings("NullAway.Init") // The FXML fills the fields.
public final class EmptyStateView {
    private final ScrollPane root;

    @FXML
    private FontIcon icon;

    @FXML
    private Label title;

    @FXML
    private Label text;

    @FXML
    private Label command;

    @FXML
    private Button copy;

    public EmptyStateView(EmptyStateViewModel model, Texts texts) {
        root = Fxml.load(this, ScrollPane.class, texts);
        icon.getStyleClass().add("icon-" + model.screen().key());
        title.setText(model.title());
        text.setText(model.text());
        command.setText(model.command());
        copy.setOnAction(_ -> model.copy());
        PauseTransition shown = new PauseTransition(Duration.seconds(2));
        shown.setOnFinished(_ -> model.forgetCopied());
        model.copiedProperty().subscribe(now -> {
            copy.setText(texts.get(now ? "empty.copied" : "empty.copy"));
            if (now) {
                shown.playFromStart();
            }
        });
    }

    /** The node to show. */
    public ScrollPane root() {
        return root;
    }
}
