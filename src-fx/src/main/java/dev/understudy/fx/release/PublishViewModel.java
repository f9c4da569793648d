package dev.understudy.fx.release;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.ModelRelease;
import dev.understudy.engine.release.Environment;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.Notifications;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Publishes an approved version to staging, after its review. */
public final class PublishViewModel {
    private final Texts texts;
    private final ChangeViewModel change;
    private final ReadOnlyStringWrapper subject = new ReadOnlyStringWrapper("");
    private ModelRelease.@Nullable Request request;

    public PublishViewModel(WorkspaceViewModel workspace, Notifications notifications, Texts texts) {
        this.texts = texts;
        this.change = new ChangeViewModel(workspace, notifications, texts);
    }

    /** The change and its review. */
    public ChangeViewModel change() {
        return change;
    }

    /** What goes where. */
    public ReadOnlyStringProperty subjectProperty() {
        return subject.getReadOnlyProperty();
    }

    /**
     * Opens the review of a release to staging.
     *
     * @param simulation the id of the simulation that approves it
     */
    public void open(TaskName task, VersionName version, String simulation) {
        ModelRelease.Request wanted =
                new ModelRelease.Request(task, version, Environment.STAGING, Optional.of(simulation), Optional.empty());
        request = wanted;
        subject.set(texts.get("publish.subject", version, task, simulation));
        change.open();
        change.look((engine, _) -> engine.release().preview(wanted));
    }

    /** Publishes what was reviewed. */
    public void publish() {
        ModelRelease.Request wanted = request;
        if (wanted != null) {
            change.make(
                    texts.get("publish.running", wanted.version(), wanted.task()),
                    (engine, _) -> engine.release().release(wanted));
        }
    }
}
