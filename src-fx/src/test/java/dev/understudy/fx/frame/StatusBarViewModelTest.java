package dev.understudy.fx.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fx.task.BackgroundTaskRunner;
import dev.understudy.fx.task.HeldExecutor;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.Notification;
import dev.understudy.fx.tool.Notifications;
import java.time.InstantSource;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

final class StatusBarViewModelTest {
    private final HeldExecutor workers = new HeldExecutor();
    private final BackgroundTaskRunner runner =
            new BackgroundTaskRunner(workers, Runnable::run, InstantSource.system());
    private final Notifications notifications = new Notifications(InstantSource.system());
    private final StatusBarViewModel status = new StatusBarViewModel(
            new SimpleStringProperty("listings"),
            new SimpleStringProperty("no model is live"),
            runner,
            notifications,
            new Texts(Locale.ENGLISH));

    @Test
    void saysWhatRunsAndHowMuchElse() {
        assertThat(status.runningText().get()).isEqualTo("No task running");

        runner.start("Training v9", _ -> "", _ -> {});
        assertThat(status.runningText().get()).isEqualTo("Training v9");

        runner.start("Simulating v9", _ -> "", _ -> {});
        assertThat(status.runningText().get()).isEqualTo("Simulating v9, and 1 more");

        workers.runAll();
        assertThat(status.runningText().get()).isEqualTo("No task running");
    }

    @Test
    void countsNotificationsUntilTheyAreRead() {
        notifications.tell(Notification.Level.INFO, "One", "");
        assertThat(status.notificationsText().get()).isEqualTo("1 notification");

        notifications.tell(Notification.Level.INFO, "Two", "");
        assertThat(status.notificationsText().get()).isEqualTo("2 notifications");

        notifications.markRead();
        assertThat(status.notificationsText().get()).isEqualTo("No notifications");
        assertThat(notifications.all()).hasSize(2);
    }
}
