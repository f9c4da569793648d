package dev.understudy.fx.release;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.release.ReleaseHistory;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.Notifications;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Takes an earlier model back into service, after its review. */
public final class RollbackViewModel {
    private final WorkspaceViewModel workspace;
    private final String person;
    private final Texts texts;
    private final ChangeViewModel change;
    private final ReadOnlyStringWrapper subject = new ReadOnlyStringWrapper("");
    private final ObservableList<Environment> environments = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Environment> environment = new SimpleObjectProperty<>();
    private final ObservableList<VersionName> versions = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable VersionName> version = new SimpleObjectProperty<>();
    private final StringProperty reason = new SimpleStringProperty("");
    private Optional<TaskOverview> task = Optional.empty();
    private boolean isFilling;

    /**
     * @param person who stands in the history as the one who wanted it
     */
    public RollbackViewModel(WorkspaceViewModel workspace, Notifications notifications, String person, Texts texts) {
        this.workspace = workspace;
        this.person = person;
        this.texts = texts;
        this.change = new ChangeViewModel(workspace, notifications, texts);
        environment.subscribe((_, now) -> {
            if (!isFilling) {
                offer(now);
            }
        });
        version.subscribe((_, _) -> look());
        reason.subscribe((_, _) -> look());
    }

    /** The change and its review. */
    public ChangeViewModel change() {
        return change;
    }

    /** Whose model. */
    public ReadOnlyStringProperty subjectProperty() {
        return subject.getReadOnlyProperty();
    }

    /** Where there is an earlier model to go back to. */
    public ObservableList<Environment> environments() {
        return environments;
    }

    /** Where to go back. */
    public ObjectProperty<@Nullable Environment> environmentProperty() {
        return environment;
    }

    /** What was live there before, the last one first. */
    public ObservableList<VersionName> versions() {
        return versions;
    }

    /** What to go back to. */
    public ObjectProperty<@Nullable VersionName> versionProperty() {
        return version;
    }

    /** Why; may be empty. */
    public StringProperty reasonProperty() {
        return reason;
    }

    /** Opens the review of a rollback of a task: in production to the model before, where that is possible. */
    public void open(TaskName name) {
        task = workspace.overview().stream()
                .flatMap(overview -> overview.tasks().stream())
                .filter(overview -> overview.task().name().equals(name))
                .findFirst();
        subject.set(texts.get("rollback.subject", name));
        change.open();
        isFilling = true;
        reason.set("");
        environments.setAll(Stream.of(Environment.PRODUCTION, Environment.STAGING)
                .filter(where -> !earlier(where).isEmpty())
                .toList());
        environment.set(environments.isEmpty() ? null : environments.getFirst());
        isFilling = false;
        offer(environment.get());
    }

    private void offer(@Nullable Environment where) {
        isFilling = true;
        versions.setAll(where == null ? List.of() : earlier(where));
        version.set(versions.isEmpty() ? null : versions.getFirst());
        isFilling = false;
        look();
    }

    private List<VersionName> earlier(Environment where) {
        return task.map(overview -> earlier(overview.history(where))).orElse(List.of());
    }

    private static List<VersionName> earlier(ReleaseHistory history) {
        return history.live()
                .map(live -> history.releases().stream()
                        .filter(release -> !release.digest().equals(live.digest()))
                        .map(Release::version)
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    private void look() {
        Environment where = environment.get();
        VersionName to = version.get();
        if (isFilling
                || task.isEmpty()
                || where == null
                || to == null
                || !change.openProperty().get()) {
            return;
        }
        TaskName name = task.get().task().name();
        String why = reason.get().strip();
        change.look((engine, _) -> engine.release().previewRollback(name, where, Optional.of(to), person, why));
    }

    /** Goes back as reviewed. */
    public void rollBack() {
        Environment where = environment.get();
        VersionName to = version.get();
        if (task.isPresent() && where != null && to != null) {
            TaskName name = task.get().task().name();
            String why = reason.get().strip();
            change.make(
                    texts.get("rollback.running", name, texts.get("environment." + where.key()), to),
                    (engine, _) -> engine.release().rollback(name, where, Optional.of(to), person, why));
        }
    }
}
