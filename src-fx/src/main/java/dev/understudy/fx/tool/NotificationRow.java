package dev.understudy.fx.tool;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the user was told: icon, title, why, when. */
final class NotificationRow extends HBox {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    NotificationRow(Notification notification, ZoneId zone) {
        getStyleClass().addAll("notification-row", notification.level().name().toLowerCase(Locale.ROOT));
        FontIcon icon = new FontIcon();
        icon.getStyleClass().add("notification-icon");
        Label title = new Label(notification.title());
        title.getStyleClass().add("notification-title");
        Label detail = new Label(notification.detail());
        detail.setWrapText(true);
        detail.getStyleClass().add("notification-detail");
        VBox words = new VBox(title, detail);
        HBox.setHgrow(words, Priority.ALWAYS);
        Label time = new Label(TIME.format(notification.at().atZone(zone)));
        time.setMinWidth(Region.USE_PREF_SIZE);
        time.getStyleClass().add("notification-time");
        getChildren().addAll(icon, words, time);
        setAccessibleText(notification.title() + ". " + notification.detail());
    }
}
