package dev.understudy.fx.home;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A sentence in the middle of the screen, with what can be done about it. */
final class NoticeView extends ScrollPane {
    NoticeView(String icon, String title, String text, Node... actions) {
        getStyleClass().add("empty-scroll");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        FontIcon picture = new FontIcon();
        picture.getStyleClass().addAll(icon, "large-icon");
        Label heading = words(title, "empty-title");
        heading.setId("notice");
        VBox all = new VBox(picture, heading, words(text, "empty-text"));
        all.getStyleClass().add("empty-state");
        all.getChildren().addAll(actions);
        setContent(new StackPane(all));
    }

    private static Label words(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
