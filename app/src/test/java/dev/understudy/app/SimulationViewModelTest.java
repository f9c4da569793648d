package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.report.ReportFormat;
import dev.understudy.fx.simulation.Comparison;
import dev.understudy.fx.simulation.ExportViewModel;
import dev.understudy.fx.simulation.RetrainViewModel;
import dev.understudy.fx.simulation.SimulationState;
import dev.understudy.fx.simulation.SimulationViewModel;
import dev.understudy.fx.task.BackgroundTaskRunner;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.Notifications;
import dev.understudy.fx.workspace.RefreshAfterWork;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Simulation screen on a real workspace, without a window; work is done at once, or when the test lets it. */
final class SimulationViewModelTest {
    @TempDir
    private Path folder;

    private static final InstantSource CLOCK = InstantSource.fixed(SampleScene.NOW);

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean hold;
    private final TaskRunner runner = new BackgroundTaskRunner(this::execute, Runnable::run, CLOCK);
    private final WorkspaceViewModel workspace = new WorkspaceViewModel(SampleScene::session, runner, texts);
    private final List<String> copied = new ArrayList<>();
    private final SimulationViewModel model = new SimulationViewModel(workspace, copied::add, CLOCK, texts);

    private void execute(Runnable work) {
        if (hold) {
            held.add(work);
        } else {
            work.run();
        }
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private SampleScene open(SampleScene scene) {
        new RefreshAfterWork(workspace).follow(runner);
        workspace.open(scene.workspace());
        return scene;
    }

    private SampleScene approved() {
        return open(SceneTemplates.secondApproved(folder.resolve("listings")));
    }

    private <S extends SimulationState> S state(Class<S> type) {
        assertThat(model.stateProperty().get()).isInstanceOf(type);
        return type.cast(model.stateProperty().get());
    }

    private StoredSimulation shown() {
        return model.comparison().map(Comparison::stored).orElseThrow();
    }

    @Test
    void itOpensOnTheNewestVerdict() {
        approved();

        assertThat(shown().id()).isEqualTo("s-0002");
        assertThat(model.live()).contains(SampleScene.V1);
        assertThat(model.choices().fromProperty().get()).isEqualTo("2025-04-25");
        assertThat(model.choices().toProperty().get()).isEqualTo("2025-05-30");
        assertThat(model.titleBinding().get()).isEqualTo("listing-scam / Simulation s-0002");
    }

    @Test
    void withoutAWorkspaceItSaysSo() {
        assertThat(state(SimulationState.Nothing.class).title()).isEqualTo("No workspace is open");
    }

    @Test
    void aTaskWithoutAVersionOffersToRetrain() {
        open(SampleScene.with(folder.resolve("fresh")));

        assertThat(state(SimulationState.Nothing.class).title()).isEqualTo("There is no version to simulate yet");
    }

    @Test
    void aPlanTellsWhatTheWindowHolds() {
        approved();

        model.plan(SampleScene.TASK);

        SimulationState.Planned planned = state(SimulationState.Planned.class);
        assertThat(planned.problem()).isEmpty();
        assertThat(planned.outlook().orElseThrow().count().events()).isPositive();
        assertThat(planned.outlook().orElseThrow().detectable()).isPresent();
        assertThat(model.choices().fromProperty().get()).isEqualTo("2025-05-01");
    }

    @Test
    void anotherChoiceLeavesTheVerdictAndAnEarlierSimulationBringsItBack() {
        approved();

        model.choices().takeLast(Duration.ofDays(7));
        state(SimulationState.Planned.class);
        assertThat(model.choices().fromProperty().get()).isEqualTo("2025-05-23");

        model.lookBack();
        assertThat(model.earlier()).extracting(StoredSimulation::id).containsExactly("s-0002", "s-0001");
        model.show(model.earlier().getLast());
        assertThat(shown().id()).isEqualTo("s-0001");
        assertThat(model.live()).as("it was compared with no model").isEmpty();
    }

    @Test
    void theCommandThatIsCopiedIsTheSimulationThatIsShown() {
        approved();

        model.copyCommand();

        assertThat(copied.getFirst())
                .startsWith("understudy simulate --task listing-scam --candidate v2 --live v1"
                        + " --from 2025-04-25T00:00:00Z --to 2025-05-30T00:00:00Z --known-at ");
    }

    @Test
    void aRunThatIsCancelledKeepsNothingAndGoesBackToTheChoices() {
        SampleScene scene = approved();
        hold = true;
        model.start();
        var running = state(SimulationState.Running.class).task();

        running.cancel();
        assertThat(running.stateProperty().get()).isEqualTo(TaskState.CANCELLING);
        hold = false;
        held.remove().run();

        assertThat(running.stateProperty().get()).isEqualTo(TaskState.CANCELLED);
        state(SimulationState.Planned.class);
        assertThat(scene.newest().id()).isEqualTo("s-0002");
    }

    @Test
    void aRefusedWindowSaysWhyAndTheChoicesStay() {
        approved();
        model.choices().fromProperty().set("2025-04-01");

        model.start();

        assertThat(state(SimulationState.Failed.class).reason()).contains("before the as-of of v2");
        model.again();
        assertThat(state(SimulationState.Planned.class).outlook().orElseThrow().warnings())
                .anySatisfy(text -> assertThat(text).contains("as-of of v2"));
        assertThat(model.choices().fromProperty().get()).isEqualTo("2025-04-01");
    }

    @Test
    void whatAnEarlierLookBringsDoesNotOverwriteALaterOne() {
        approved();
        hold = true;
        model.choices().fromProperty().set("2025-05-10");
        model.choices().fromProperty().set("2025-05-20");
        hold = false;
        Runnable first = held.remove();
        held.remove().run();
        first.run();

        assertThat(state(SimulationState.Planned.class)
                        .outlook()
                        .orElseThrow()
                        .window()
                        .from())
                .isEqualTo("2025-05-20T00:00:00Z");
    }

    @Test
    void theRetrainingFormIsFilledInAndSaysWhatDiffersFromLive() {
        approved();
        RetrainViewModel form = new RetrainViewModel(workspace, model, CLOCK, texts);

        form.open(Optional.of(SampleScene.TASK));

        assertThat(form.asOfProperty().get()).isEqualTo("2025-05-01");
        assertThat(form.algorithmProperty().get()).isEqualTo("random-forest");
        assertThat(form.differences()).containsExactly("As of: 2025-03-01 → 2025-05-01", "Seed: 1 → 7");
        assertThat(form.problemProperty().get()).isEmpty();
        parameter(form, "trees").value().set("12");
        assertThat(form.differences()).contains("trees: 60 → 12");
    }

    @Test
    void whatTheFormSaysIsWhatIsTrained() {
        SampleScene scene = approved();
        RetrainViewModel form = new RetrainViewModel(workspace, model, CLOCK, texts);
        form.open(Optional.of(SampleScene.TASK));
        form.algorithmProperty().set("decision-tree");
        parameter(form, "maxDepth").value().set("6");
        form.asOfProperty().set("2025-04-20");

        form.start();

        var facts = scene.call(engine ->
                engine.registry().versions(SampleScene.TASK).getFirst().facts());
        assertThat(facts.algorithm()).isEqualTo("decision-tree");
        assertThat(facts.parameters()).containsEntry("maxDepth", "6");
        assertThat(facts.asOf()).isEqualTo("2025-04-20T00:00:00Z");
        assertThat(shown().report().candidate().version().text()).isEqualTo("v3");
        assertThat(shown().report().window().from()).isEqualTo("2025-04-20T00:00:00Z");
        assertThat(model.choices().candidateProperty().get().version().text()).isEqualTo("v3");
    }

    @Test
    void aFormWithNonsenseInItCannotBeStarted() {
        approved();
        RetrainViewModel form = new RetrainViewModel(workspace, model, CLOCK, texts);
        form.open(Optional.of(SampleScene.TASK));

        parameter(form, "trees").value().set("many");
        assertThat(form.problemProperty().get()).contains("trees").contains("many");
        parameter(form, "trees").value().set("10");
        form.asOfProperty().set("2031-01-01");
        assertThat(form.problemProperty().get()).contains("no events after");

        form.start();
        assertThat(form.openProperty().get()).isTrue();
    }

    private static RetrainViewModel.Parameter parameter(RetrainViewModel form, String name) {
        return form.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theReportIsWrittenAsTheFilesThatAreWanted() throws Exception {
        approved();
        ExportViewModel form = new ExportViewModel(workspace, new Notifications(CLOCK), texts);
        form.open(shown());
        Path target = folder.resolve("elsewhere");
        form.directoryProperty().set(target.toString());
        form.wanted(ReportFormat.HTML).set(false);
        assertThat(form.problemBinding().get()).contains("at least one");
        form.wanted(ReportFormat.CSV).set(true);
        form.wanted(ReportFormat.JSON).set(true);

        form.export();

        try (var files = Files.list(target)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.json", "metrics.csv", "slices.csv");
        }
    }
}
