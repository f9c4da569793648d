package dev.understudy.fx.frame;

import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.Notifications;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The words of the status bar. */
public final class StatusBarViewModel {
    private final ReadOnlyStringWrapper workspace;
    private final ReadOnlyStringWrapper live;
    private final StringBinding running;
    private final StringBinding notifications;
    private final FilteredList<RunningTask> active;

    /**
     * @param workspace the workspace's name, as the user knows it
     * @param live which model is live where
     */
    public StatusBarViewModel(
            ObservableValue<String> workspace,
            ObservableValue<String> live,
            TaskRunner runner,
            Notifications notifications,
            Texts texts) {
        this.workspace = new ReadOnlyStringWrapper();
        this.workspace.bind(workspace);
        this.live = new ReadOnlyStringWrapper();
        this.live.bind(live);
        // The extractor makes the list tell when a task in it ends.
        ObservableList<RunningTask> watched =
                FXCollections.observableArrayList(task -> new Observable[] {task.activeBinding()});
        Bindings.bindContent(watched, runner.tasks());
        this.active = new FilteredList<>(watched, RunningTask::isActive);
        this.running = Bindings.createStringBinding(() -> runningText(active, texts), active);
        this.notifications = Bindings.createStringBinding(
                () -> texts.get(
                        "status.notifications", notifications.unreadProperty().get()),
                notifications.unreadProperty());
    }

    private static String runningText(List<RunningTask> active, Texts texts) {
        return active.isEmpty()
                ? texts.get("status.tasks.none")
                : texts.get("status.tasks", active.getFirst().title(), active.size() - 1);
    }

    /** The workspace's name. */
    public ReadOnlyStringProperty workspaceProperty() {
        return workspace.getReadOnlyProperty();
    }

    /** Which model is live where. */
    public ReadOnlyStringProperty liveProperty() {
        return live.getReadOnlyProperty();
    }

    /** The work that goes on. */
    public StringBinding runningText() {
        return running;
    }

    /** How many notifications are new. */
    public StringBinding notificationsText() {
        return notifications;
    }
}
