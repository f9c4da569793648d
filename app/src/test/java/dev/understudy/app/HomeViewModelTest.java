package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.forge.ForgeServer;
import dev.understudy.engine.forge.GitHubServer;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.release.Environment;
import dev.understudy.fx.home.HomeLinks;
import dev.understudy.fx.home.HomePage;
import dev.understudy.fx.home.HomeState;
import dev.understudy.fx.home.HomeViewModel;
import dev.understudy.fx.home.KeyFigure;
import dev.understudy.fx.home.RecentRow;
import dev.understudy.fx.home.SampleMaker;
import dev.understudy.fx.home.TaskCardViewModel;
import dev.understudy.fx.home.Tone;
import dev.understudy.fx.home.WayStep;
import dev.understudy.fx.task.BackgroundTaskRunner;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.workspace.LiveSentence;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Home on a real workspace, with all work done at once. */
final class HomeViewModelTest {
    @TempDir
    private Path folder;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final TaskRunner runner =
            new BackgroundTaskRunner(Runnable::run, Runnable::run, InstantSource.fixed(SampleScene.NOW));
    private final WorkspaceViewModel workspace = new WorkspaceViewModel(SampleScene::session, runner, texts);
    private final List<String> went = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();

    @AfterEach
    void close() {
        workspace.close();
    }

    private HomeViewModel home(SampleMaker sample) {
        return new HomeViewModel(
                workspace,
                new Links(),
                sample,
                runner,
                InstantSource.fixed(SampleScene.NOW),
                ZoneOffset.UTC,
                copied::add,
                texts);
    }

    private HomeViewModel home() {
        return home(_ -> folder);
    }

    private HomePage page(SampleScene scene) {
        workspace.open(scene.workspace());
        assertThat(home().stateProperty().get()).isInstanceOf(HomeState.Tasks.class);
        return ((HomeState.Tasks) home().stateProperty().get()).page();
    }

    private SampleScene scene() {
        return SampleScene.with(folder.resolve("listings"));
    }

    private SampleScene approved() {
        return SceneTemplates.secondApproved(folder.resolve("listings"));
    }

    @Test
    void anApprovedCandidateIsTheFirstThingToldWithItsFigures() {
        SampleScene scene = approved();

        HomePage page = page(scene);

        assertThat(page.headline()).isEqualTo("Good morning. One release is ready, nothing is on fire.");
        TaskCardViewModel card = page.cards().getFirst();
        assertThat(card.banner().tone()).isEqualTo(Tone.GOOD);
        assertThat(card.banner().text())
                .startsWith("v2 approved today: AUC +0.")
                .contains(" EUR an event");
        assertThat(card.banner().help()).isEqualTo(scene.newest().verdict().reason());
        assertThat(card.figures().stream().limit(2))
                .extracting(KeyFigure::label, KeyFigure::value, KeyFigure::note)
                .containsExactly(tuple("live", "v1", "20 days"), tuple("candidate", "v2", "today"));
        assertThat(card.figures().get(2).value()).isEqualTo("44");
        assertThat(card.figures().get(3).label()).isEqualTo("called yes");
        assertThat(card.figures().get(3).note()).matches("usual \\d+–\\d+ %");
        assertThat(card.figures().get(4).note())
                .isEqualTo("known, of "
                        + String.format(
                                Locale.ROOT, "%,d", scene.newest().report().events()));
        assertThat(card.line()).isPresent();
        assertThat(card.way())
                .containsExactly(
                        new WayStep("stored", true),
                        new WayStep("approved", true),
                        new WayStep("staging", false),
                        new WayStep("production", false));
        assertThat(card.canRollBack()).isFalse();
        assertThat(page.promises())
                .singleElement()
                .satisfies(promises -> assertThat(promises.promises())
                        .extracting(promise -> promise.name())
                        .containsExactly("none→v1"));
        assertThat(page.recent())
                .first()
                .returns("06:02", RecentRow::time)
                .returns("v2 simulated against v1 on 1,298 events", RecentRow::sentence)
                .returns("approved", RecentRow::chip);
        assertThat(LiveSentence.of(workspace.stateProperty().get(), texts))
                .isEqualTo("live: listing-scam v1 in production, v1 in staging");
    }

    @Test
    void aReleasedCandidateDoesNotWaitAndCanBeTakenBack() {
        HomePage page = page(approved().secondLive());

        TaskCardViewModel card = page.cards().getFirst();
        assertThat(page.headline()).isEqualTo("Good morning. No release is waiting, nothing is on fire.");
        assertThat(card.way()).isEmpty();
        assertThat(card.waySentence()).isEqualTo("no change open");
        assertThat(card.canRollBack()).isTrue();
        assertThat(page.promises().getFirst().promises())
                .extracting(promise -> promise.name())
                .containsExactly("none→v1", "v1→v2");
        assertThat(page.recent().getFirst().sentence()).startsWith("v2 released to production, commit ");
    }

    @Test
    void anUndecidedCandidateIsToldWithTheReason() {
        SampleScene scene = SceneTemplates.firstLive(folder.resolve("listings"));
        scene.train("2025-02-16", 5);
        scene.simulate(SampleScene.V2, new LiveChoice.AsReleased(), "2025-03-25", "2025-03-27");

        HomePage page = page(scene);

        assertThat(page.headline()).isEqualTo("Good morning. One candidate is undecided, nothing is on fire.");
        assertThat(page.cards().getFirst().banner().tone()).isEqualTo(Tone.OPEN);
        assertThat(page.cards().getFirst().banner().text())
                .startsWith("v2 inconclusive today. ")
                .endsWith(scene.newest().verdict().reason());
    }

    @Test
    void aTaskWithoutAModelSaysWhatToDo() {
        HomePage page = page(scene());

        TaskCardViewModel card = page.cards().getFirst();
        assertThat(card.banner().tone()).isEqualTo(Tone.PLAIN);
        assertThat(card.banner().text()).isEqualTo("No model yet. Retrain and simulate makes the first one.");
        assertThat(card.line()).isEmpty();
        assertThat(card.figures())
                .allSatisfy(figure -> assertThat(figure.value()).isEqualTo("–"));
        assertThat(page.promises()).isEmpty();
        assertThat(page.recent())
                .singleElement()
                .satisfies(row -> assertThat(row.sentence())
                        .isEqualTo("6,000 events and 6,000 outcomes came from events.csv.gz"));
    }

    @Test
    void aBrokenTaskFileIsToldBesideTheOthers() throws IOException {
        SampleScene scene = scene();
        Files.writeString(scene.workspace().resolve("tasks/broken.yaml"), "apiVersion: understudy/v1\ntask: broken\n");

        HomePage page = page(scene);

        assertThat(page.headline()).startsWith("Good morning. One task cannot be read");
        assertThat(page.broken()).containsOnlyKeys(new TaskName("broken"));
        assertThat(page.cards()).hasSize(1);
    }

    @Test
    void whatFailedIsInTheListWithItsReason() {
        SampleScene scene = scene();
        assertThat(catchThrowable(() -> scene.train("2024-01-01", 1))).isInstanceOf(UnderstudyException.class);

        RecentRow row = page(scene).recent().getFirst();

        assertThat(row.sentence()).startsWith("training failed: ");
        assertThat(row.tone()).isEqualTo(Tone.BAD);
    }

    @Test
    void withoutAWorkspaceTheSampleIsMadeAndOpened() {
        HomeViewModel home = home(_ -> scene().workspace());
        assertThat(home.stateProperty().get()).isInstanceOf(HomeState.FirstStart.class);

        home.makeSample();

        assertThat(home.stateProperty().get()).isInstanceOf(HomeState.Tasks.class);
    }

    @Test
    void aSampleThatCannotBeMadeSaysWhy() {
        HomeViewModel home = home(_ -> {
            throw new UnderstudyException(ErrorCode.FILE_UNAVAILABLE, "the disk is full");
        });

        home.makeSample();

        assertThat(home.stateProperty().get()).isInstanceOf(HomeState.FirstStart.class);
        var making = home.makingProperty().get().orElseThrow();
        assertThat(making.stateProperty().get()).isEqualTo(TaskState.FAILED);
        assertThat(home.status(making).get()).contains("the disk is full");
    }

    @Test
    void aWorkspaceThatCannotBeReadIsReadAgainOnRequest() {
        HomeViewModel home = home();
        workspace.open(folder.resolve("listings"));
        assertThat(home.stateProperty().get()).isInstanceOf(HomeState.Failed.class);
        home.copyDetails();
        assertThat(copied).singleElement().asString().contains("listings").contains("is no workspace");

        scene();
        home.refresh();

        assertThat(home.stateProperty().get()).isInstanceOf(HomeState.Tasks.class);
    }

    @Test
    void aWorkspaceWithoutTasksSaysSo() throws IOException {
        SampleScene scene = scene();
        Files.delete(scene.workspace().resolve("tasks/listing-scam.yaml"));

        workspace.open(scene.workspace());

        assertThat(home().stateProperty().get()).isInstanceOf(HomeState.NoTask.class);
    }

    @Test
    void linksLeadWhereTheySay() {
        TaskCardViewModel card = page(scene()).cards().getFirst();

        card.open();
        card.simulate();
        card.rollBack();
        home().retrain();
        home().newTask();

        assertThat(went)
                .containsExactly(
                        "open listing-scam",
                        "simulate listing-scam",
                        "roll back listing-scam",
                        "retrain listing-scam",
                        "new");
    }

    @Test
    void aVersionInStagingHasComeThatFar() {
        SampleScene scene = approved();
        scene.release(SampleScene.V2, Environment.STAGING);

        TaskCardViewModel card = page(scene).cards().getFirst();

        assertThat(card.way()).extracting(WayStep::isDone).containsExactly(true, true, true, false);
        assertThat(card.waySentence()).isEqualTo("v2: stored, approved, staging");
        assertThat(LiveSentence.of(workspace.stateProperty().get(), texts))
                .isEqualTo("live: listing-scam v1 in production, v2 in staging");
    }

    @Test
    void anOpenPullRequestStandsOnTheCardAndIsNotLive() throws IOException {
        SampleScene scene = approved();
        TaskCardViewModel away;
        try (ForgeServer server = new GitHubServer(scene.workspace().resolve("config.git"))) {
            scene.openPullRequestsAt(server);
            scene.release(SampleScene.V2, Environment.STAGING);

            HomePage page = page(scene);
            TaskCardViewModel card = page.cards().getFirst();

            assertThat(card.pending()).singleElement().satisfies(line -> {
                assertThat(line.text())
                        .isEqualTo("Pull request open, not live: v2 to staging (waits for checks or approval)");
                assertThat(line.tone()).isEqualTo(Tone.PLAIN);
                card.copy(line);
            });
            assertThat(copied).containsExactly("https://github.example/acme/config/pull/1");
            assertThat(card.pendingTrouble()).isEmpty();
            assertThat(card.way()).extracting(WayStep::isDone).containsExactly(true, true, false, false);
            assertThat(page.recent())
                    .first()
                    .returns(
                            "v2 proposed for staging, pull request https://github.example/acme/config/pull/1",
                            RecentRow::sentence)
                    .returns("proposed", RecentRow::chip);

            server.breaks(100, request -> true, new ForgeServer.Fault.Status(503));
            away = page(scene).cards().getFirst();
        }
        assertThat(away.pending()).isEmpty();
        assertThat(away.pendingTrouble().orElseThrow()).contains("503").doesNotContain(ForgeServer.TOKEN);
    }

    private final class Links implements HomeLinks {
        @Override
        public void openComparison(TaskName task) {
            went.add("open " + task);
        }

        @Override
        public void simulate(TaskName task) {
            went.add("simulate " + task);
        }

        @Override
        public void retrain(TaskName task) {
            went.add("retrain " + task);
        }

        @Override
        public void rollBack(TaskName task) {
            went.add("roll back " + task);
        }

        @Override
        public void newTask() {
            went.add("new");
        }
    }
}
