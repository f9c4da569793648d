package dev.understudy.fx.frame;

import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.text.Texts;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The screens at the left, one button each. */
final class StripeView extends VBox {
    StripeView(FrameViewModel frame, Texts texts) {
        getStyleClass().add("stripe");
        setAccessibleText(texts.get("screens"));
        for (Screen screen : Screen.values()) {
            getChildren().add(button(screen, frame, texts));
        }
    }

    private static ToggleButton button(Screen screen, FrameViewModel frame, Texts texts) {
        String name = texts.get("screen." + screen.key());
        FontIcon icon = new FontIcon();
        icon.getStyleClass().add("icon-" + screen.key());
        ToggleButton button = new ToggleButton(name, icon);
        button.setId("go-" + screen.key());
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().setAll("stripe-button");
        button.setAccessibleText(name);
        String keys = KeyCombination.valueOf(screen.shortcut()).getDisplayText();
        button.setTooltip(new Tooltip(texts.get("screen.tip", name, keys)));
        button.setOnAction(_ -> {
            frame.goTo(screen);
            // A second press would switch it off, and one screen is always on.
            button.setSelected(true);
        });
        frame.screenProperty().subscribe(now -> button.setSelected(now == screen));
        return button;
    }
}
