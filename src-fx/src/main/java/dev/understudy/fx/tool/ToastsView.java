package dev.understudy.fx.tool;

import java.time.ZoneId;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** New notifications over the window's corner; each goes after a while, and stays in the window of notifications. */
public final class ToastsView extends VBox {
    private final Duration shown;
    private final ZoneId zone;

    /**
     * @param shown how long each is shown
     * @param zone in which it tells its time
     */
    public ToastsView(Notifications notifications, Duration shown, ZoneId zone) {
        this.shown = shown;
        this.zone = zone;
        getStyleClass().add("toasts");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setPickOnBounds(false);
        StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
        notifications.all().addListener((ListChangeListener<Notification>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::show);
            }
        });
    }

    private void show(Notification notification) {
        NotificationRow toast = new NotificationRow(notification, zone);
        getChildren().addFirst(toast);
        PauseTransition time = new PauseTransition(shown);
        time.setOnFinished(_ -> getChildren().remove(toast));
        toast.setOnMouseClicked(_ -> getChildren().remove(toast));
        time.play();
    }
}
