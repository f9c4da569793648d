package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.Environment;
import dev.understudy.fx.home.NewTask;
import dev.understudy.fx.release.ChangeReview;
import dev.understudy.fx.release.ChangeViewModel;
import dev.understudy.fx.release.DiffLine;
import dev.understudy.fx.release.PublishViewModel;
import dev.understudy.fx.release.RollbackViewModel;
import dev.understudy.fx.task.BackgroundTaskRunner;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.Notification;
import dev.understudy.fx.tool.Notifications;
import dev.understudy.fx.view.PathChooser;
import dev.understudy.fx.workspace.RefreshAfterWork;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of what is live, reviewed and made on a real workspace, with all work done at once. */
final class ReleaseReviewTest {
    @TempDir
    private Path folder;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final InstantSource clock = InstantSource.fixed(SampleScene.NOW);
    private final TaskRunner runner = new BackgroundTaskRunner(Runnable::run, Runnable::run, clock);
    private final Notifications notifications = new Notifications(clock);
    private final WorkspaceViewModel workspace = new WorkspaceViewModel(SampleScene::session, runner, texts);

    @AfterEach
    void close() {
        workspace.close();
    }

    private SampleScene open(SampleScene scene) {
        new RefreshAfterWork(workspace).follow(runner);
        workspace.open(scene.workspace());
        return scene;
    }

    private SampleScene scene() {
        return SceneTemplates.secondApproved(folder.resolve("listings"));
    }

    private PublishViewModel publish() {
        return new PublishViewModel(workspace, notifications, texts);
    }

    private RollbackViewModel rollback() {
        return new RollbackViewModel(workspace, notifications, "ann", texts);
    }

    private static ChangeReview review(ChangeViewModel change) {
        return change.reviewProperty().get().orElseThrow();
    }

    @Test
    void aReleaseIsReviewedThenMadeAndToldInWords() {
        SampleScene scene = open(scene());
        PublishViewModel publish = publish();

        publish.open(SampleScene.TASK, SampleScene.V2, scene.newest().id());

        ChangeReview review = review(publish.change());
        assertThat(review.path()).isEqualTo("staging/models/listing-scam.env");
        assertThat(review.lines())
                .contains(
                        new DiffLine(DiffLine.Kind.REMOVED, "MODEL_VERSION=v1"),
                        new DiffLine(DiffLine.Kind.ADDED, "MODEL_VERSION=v2"));
        assertThat(review.title()).isEqualTo("Release v2 of listing-scam to staging");
        assertThat(review.body()).startsWith("**Verdict: approved.**");
        assertThat(publish.change().readyBinding().get()).isTrue();
        assertThat(scene.live(Environment.STAGING)).contains(SampleScene.V1);

        publish.publish();

        assertThat(scene.live(Environment.STAGING)).contains(SampleScene.V2);
        assertThat(publish.change().openProperty().get()).isFalse();
        Notification told = notifications.all().getFirst();
        assertThat(told.title()).isEqualTo("v2 is live");
        assertThat(told.detail()).matches("Commit [0-9a-f]{10}, from branch release/listing-scam/staging/v2-\\d+\\.");
        assertThat(workspace
                        .overview()
                        .orElseThrow()
                        .tasks()
                        .getFirst()
                        .staging()
                        .live())
                .as("the overview is read again")
                .hasValueSatisfying(live -> assertThat(live.version()).isEqualTo(SampleScene.V2));
    }

    @Test
    void whatIsNotApprovedCannotBePublishedAndTheReasonIsShown() {
        SampleScene scene = scene();
        scene.train("2025-03-26", 9);
        open(scene);
        PublishViewModel publish = publish();

        publish.open(SampleScene.TASK, VersionName.ofNumber(3), scene.newest().id());

        assertThat(publish.change().problemProperty().get()).isNotEmpty();
        assertThat(publish.change().readyBinding().get()).isFalse();
        publish.publish();
        assertThat(scene.live(Environment.STAGING)).contains(SampleScene.V1);
        assertThat(notifications.all()).isEmpty();
    }

    @Test
    void aSimulationThatIsUnknownIsToldInTheReview() {
        open(scene());
        PublishViewModel publish = publish();

        publish.open(SampleScene.TASK, SampleScene.V2, "s-9999");

        assertThat(publish.change().problemProperty().get()).contains("there is no simulation s-9999");
        assertThat(publish.change().readyBinding().get()).isFalse();
    }

    @Test
    void aRollbackStartsFromProductionAndTheModelBefore() {
        SampleScene scene = open(scene().secondLive());
        RollbackViewModel rollback = rollback();

        rollback.open(SampleScene.TASK);

        assertThat(rollback.environments()).containsExactly(Environment.PRODUCTION, Environment.STAGING);
        assertThat(rollback.environmentProperty().get()).isEqualTo(Environment.PRODUCTION);
        assertThat(rollback.versions()).containsExactly(SampleScene.V1);
        assertThat(review(rollback.change()).lines())
                .contains(
                        new DiffLine(DiffLine.Kind.REMOVED, "MODEL_VERSION=v2"),
                        new DiffLine(DiffLine.Kind.ADDED, "MODEL_VERSION=v1"));

        rollback.reasonProperty().set("more complaints");
        assertThat(review(rollback.change()).body()).endsWith("Reason: more complaints");
        rollback.rollBack();

        assertThat(scene.live(Environment.PRODUCTION)).contains(SampleScene.V1);
        assertThat(scene.live(Environment.STAGING)).contains(SampleScene.V2);
        String approvedBy = scene.call(engine -> engine.config()
                .history(SampleScene.TASK, Environment.PRODUCTION)
                .releases()
                .getFirst()
                .approvedBy());
        assertThat(approvedBy).isEqualTo("rolled back by ann: more complaints");
    }

    @Test
    void anotherEnvironmentIsReviewedAnew() {
        open(scene().secondLive());
        RollbackViewModel rollback = rollback();
        rollback.open(SampleScene.TASK);

        rollback.environmentProperty().set(Environment.STAGING);

        assertThat(review(rollback.change()).path()).isEqualTo("staging/models/listing-scam.env");
    }

    @Test
    void aTaskFileIsTakenIntoTheOpenWorkspace() throws IOException {
        SampleScene scene = open(SampleScene.with(folder.resolve("listings")));
        Path file = folder.resolve("other.yaml");
        Files.writeString(
                file,
                Files.readString(scene.workspace().resolve("tasks/listing-scam.yaml"))
                        .replace("task: listing-scam", "task: other"));

        newTask(file).begin();

        assertThat(workspace.overview().orElseThrow().tasks())
                .extracting(task -> task.task().name().text())
                .containsExactly("listing-scam", "other");
    }

    @Test
    void aTaskFileThatBreaksARuleIsToldAndNothingIsTaken() throws IOException {
        open(SampleScene.with(folder.resolve("listings")));
        Path file = Files.writeString(folder.resolve("bad.yaml"), "apiVersion: understudy/v1\ntask: bad\n");

        newTask(file).begin();

        assertThat(runner.tasks().getFirst().stateProperty().get()).isEqualTo(TaskState.FAILED);
        assertThat(runner.tasks().getFirst().failureProperty().get()).hasMessageContaining("bad.yaml");
        assertThat(workspace.overview().orElseThrow().tasks()).hasSize(1);
    }

    private NewTask newTask(Path file) {
        PathChooser chosen = new PathChooser() {
            @Override
            public Optional<Path> file(String title, String kind, String... patterns) {
                return Optional.of(file);
            }

            @Override
            public Optional<Path> folder(String title) {
                throw new IllegalStateException("the workspace is open, so that no folder is needed");
            }
        };
        return new NewTask(workspace, chosen, runner, notifications, texts);
    }
}
