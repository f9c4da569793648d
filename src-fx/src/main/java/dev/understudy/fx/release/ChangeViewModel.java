package dev.understudy.fx.release;

import dev.understudy.engine.release.ChangePreview;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.FailureWords;
import dev.understudy.fx.tool.Notification;
import dev.understudy.fx.tool.Notifications;
import dev.understudy.fx.workspace.EngineWork;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** The review of one change of what is live, and the making of it. */
public final class ChangeViewModel {
    private static final int COMMIT = 10;

    private final WorkspaceViewModel workspace;
    private final Notifications notifications;
    private final Texts texts;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<ChangeReview>> review = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final BooleanBinding ready = Bindings.createBooleanBinding(
            () -> !working.get()
                    && problem.get().isEmpty()
                    && review.get().filter(shown -> shown.obstacle().isEmpty()).isPresent(),
            working,
            problem,
            review);
    private int looks;

    ChangeViewModel(WorkspaceViewModel workspace, Notifications notifications, Texts texts) {
        this.workspace = workspace;
        this.notifications = notifications;
        this.texts = texts;
    }

    /** Whether the review is open; closing it changes nothing. */
    public BooleanProperty openProperty() {
        return open;
    }

    /** What would be changed; empty until it has been looked up. */
    public ReadOnlyObjectProperty<Optional<ChangeReview>> reviewProperty() {
        return review.getReadOnlyProperty();
    }

    /** Why the change cannot be made or looked up, in words; empty where it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether the change is being made. */
    public ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /** Whether it can be made now. */
    public BooleanBinding readyBinding() {
        return ready;
    }

    /** Opens an empty review. */
    void open() {
        review.set(Optional.empty());
        problem.set("");
        working.set(false);
        open.set(true);
    }

    /** Looks up what would be changed; of several looks only the last one counts. */
    void look(EngineWork<ChangePreview> preview) {
        int mine = ++looks;
        RunningTask task = workspace.look(texts.get("change.looking"), preview, found -> {
            if (mine == looks) {
                show(ChangeReview.of(found));
            }
        });
        onFailure(task, failure -> {
            if (mine == looks) {
                review.set(Optional.empty());
                problem.set(failure);
            }
        });
    }

    private void show(ChangeReview found) {
        review.set(Optional.of(found));
        problem.set(found.obstacle().orElse(""));
    }

    /** Makes the change that is shown; does nothing where it cannot be made. */
    void make(String title, EngineWork<PublishOutcome> change) {
        if (!ready.get()) {
            return;
        }
        working.set(true);
        RunningTask task = workspace.run(title, change, this::tell);
        onFailure(task, problem::set);
        task.stateProperty().subscribe(state -> {
            if (state != TaskState.RUNNING && state != TaskState.CANCELLING) {
                working.set(false);
            }
        });
    }

    private void tell(PublishOutcome outcome) {
        switch (outcome) {
            case PublishOutcome.Merged merged ->
                done(
                        texts.get("change.merged", merged.pointer().version()),
                        texts.get("change.merged.detail", shortened(merged.commit()), merged.branch()));
            case PublishOutcome.PullRequestOpened opened ->
                done(
                        texts.get("change.opened", opened.pointer().version()),
                        texts.get("change.opened.detail", opened.url(), opened.branch()));
            case PublishOutcome.AlreadyLive already ->
                done(
                        texts.get("change.already", already.release().version()),
                        texts.get(
                                "change.already.detail",
                                shortened(already.release().commit())));
            case PublishOutcome.Refused refused -> problem.set(refused.reason());
        }
    }

    private void done(String title, String detail) {
        open.set(false);
        notifications.tell(Notification.Level.INFO, title, detail);
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(COMMIT, commit.length()));
    }

    private void onFailure(RunningTask task, Consumer<String> tell) {
        task.failureProperty().subscribe(failure -> {
            if (failure != null) {
                tell.accept(FailureWords.of(failure, texts));
            }
        });
    }
}
