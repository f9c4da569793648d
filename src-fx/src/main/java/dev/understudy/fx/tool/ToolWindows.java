package dev.understudy.fx.tool;

import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.text.Texts;
import java.time.ZoneId;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;

/** What stands in each tool window. */
public final class ToolWindows {
    private final TasksViewModel tasks;
    private final Notifications notifications;
    private final Node tasksNode;
    private final Node notificationsNode;
    private final Node logNode;

    public ToolWindows(TasksViewModel tasks, Notifications notifications, SessionLog log, Texts texts, ZoneId zone) {
        this.tasks = tasks;
        this.notifications = notifications;
        this.tasksNode = new RowsView<RunningTask>(
                tasks.tasks(), task -> new TaskRow(task, tasks, texts), texts.get("tasks.none"));
        this.notificationsNode = new RowsView<>(
                notifications.all(), one -> new NotificationRow(one, zone), texts.get("notifications.none"));
        this.logNode = log(log, texts);
    }

    /** The node of a tool window. */
    Node node(ToolWindow window) {
        return switch (window) {
            case TASKS -> tasksNode;
            case NOTIFICATIONS -> notificationsNode;
            case LOG -> logNode;
        };
    }

    /** What empties a tool window, if it can be emptied. */
    Optional<Runnable> clearing(ToolWindow window) {
        return switch (window) {
            case TASKS -> Optional.of(tasks::forgetFinished);
            case NOTIFICATIONS -> Optional.of(notifications::clear);
            case LOG -> Optional.empty();
        };
    }

    private static Node log(SessionLog log, Texts texts) {
        ListView<String> lines = new ListView<>(log.lines());
        lines.getStyleClass().add("log-lines");
        lines.setAccessibleText(texts.get("tool.log"));
        Label none = new Label(texts.get("log.none"));
        none.getStyleClass().add("tool-none");
        lines.setPlaceholder(none);
        log.lines().subscribe(() -> lines.scrollTo(log.lines().size() - 1));
        return lines;
    }
}
