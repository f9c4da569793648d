package dev.understudy.fx.simulation;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.overview.WorkspaceOverview;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.report.ChartCard;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.text.Dates;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.FailureWords;
import dev.understudy.fx.view.TextClipboard;
import dev.understudy.fx.workspace.EngineWork;
import dev.understudy.fx.workspace.WorkspaceState;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The Simulation screen: from its choices over the outlook and the run to the verdict. */
public final class SimulationViewModel {
    private final WorkspaceViewModel workspace;
    private final TextClipboard clipboard;
    private final InstantSource clock;
    private final Texts texts;
    private final SimulationChoices choices;
    private final ObservableList<StoredSimulation> earlier = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<SimulationState> state;
    private final StringBinding title;
    /** Which look was the last; what earlier ones bring is out of date. */
    private int looks;

    public SimulationViewModel(
            WorkspaceViewModel workspace, TextClipboard clipboard, InstantSource clock, Texts texts) {
        this.workspace = workspace;
        this.clipboard = clipboard;
        this.clock = clock;
        this.texts = texts;
        this.choices = new SimulationChoices(texts);
        this.state = new ReadOnlyObjectWrapper<>(nothing("workspace"));
        this.title = Bindings.createStringBinding(this::title, state, choices.taskProperty());
        choices.onChoice(() -> choices.task().ifPresent(this::showNewest), this::suggestWindow, this::lookAhead);
        workspace.stateProperty().subscribe(this::take);
    }

    /** What is to be simulated. */
    public SimulationChoices choices() {
        return choices;
    }

    /** What is shown. */
    public ReadOnlyObjectProperty<SimulationState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Earlier simulations of the task, the newest first; read with {@link #lookBack}. */
    public ObservableList<StoredSimulation> earlier() {
        return earlier;
    }

    /** Where the user is: the task, and the simulation that is shown. */
    public StringBinding titleBinding() {
        return title;
    }

    private String title() {
        String screen = texts.get("screen.simulation");
        return choices.task()
                .map(task -> texts.get(
                        "simulation.breadcrumb",
                        task.task().name(),
                        screen,
                        comparison().map(shown -> " " + shown.stored().id()).orElse("")))
                .orElse(screen);
    }

    /** The comparison that is shown. */
    public Optional<Comparison> comparison() {
        return state.get() instanceof SimulationState.Judged(Comparison comparison)
                ? Optional.of(comparison)
                : Optional.empty();
    }

    /** The live model: of the comparison that is shown, else the one that is live now. */
    public Optional<VersionName> live() {
        return comparison()
                .map(shown -> shown.stored().report().live().map(SimulationReport.ModelSide::version))
                .orElseGet(() -> liveRelease().map(Release::version));
    }

    /** Since when that version has been live; empty where it is not live now. */
    public Optional<String> liveSince() {
        return liveRelease()
                .filter(now -> live().equals(Optional.of(now.version())))
                .map(now -> Dates.shortDay(now.from()));
    }

    private Optional<Release> liveRelease() {
        return choices.task().flatMap(TaskOverview::live);
    }

    private SimulationState nothing(String what) {
        return new SimulationState.Nothing(
                texts.get("simulation.nothing." + what + ".title"), texts.get("simulation.nothing." + what + ".text"));
    }

    private void take(WorkspaceState now) {
        boolean open = now instanceof WorkspaceState.Open;
        List<TaskOverview> all =
                workspace.overview().map(WorkspaceOverview::tasks).orElse(List.of());
        choices.take(all);
        // the version that was simulated may have come with it
        comparison()
                .ifPresent(shown ->
                        choices.taskNamed(shown.task().name()).ifPresent(task -> choices.fill(task, shown.stored())));
        if (all.isEmpty()) {
            state.set(nothing(open ? "task" : "workspace"));
        } else if (state.get() instanceof SimulationState.Nothing) {
            choices.task().ifPresent(this::showNewest);
        }
    }

    /** Shows the newest simulation of a task; where there is none, what could be simulated. */
    public void showNewest(TaskName task) {
        choices.taskNamed(task).ifPresent(this::showNewest);
    }

    private void showNewest(TaskOverview task) {
        task.simulation().ifPresentOrElse(newest -> show(task, newest), () -> plan(task));
    }

    /** Suggests the simulation of a task's newest candidate. */
    public void plan(TaskName task) {
        choices.taskNamed(task).ifPresent(this::plan);
    }

    private void plan(TaskOverview task) {
        choices.fill(
                task,
                task.candidate().or(() -> task.versions().stream().findFirst()).map(ModelVersion::version));
        suggestWindow();
    }

    /** Shows an earlier simulation of the chosen task. */
    public void show(StoredSimulation simulation) {
        choices.task().ifPresent(task -> show(task, simulation));
    }

    private void show(TaskOverview task, StoredSimulation simulation) {
        if (comparison()
                .filter(shown -> shown.stored().id().equals(simulation.id()))
                .isPresent()) {
            return; // it was read when the workspace was
        }
        choices.fill(task, simulation);
        state.set(new SimulationState.Reading());
        look(
                texts.get("simulation.reading", simulation.id()),
                (engine, _) -> Comparison.of(engine, task.task(), simulation),
                comparison -> state.set(new SimulationState.Judged(comparison)));
    }

    /** Suggests a window for the candidate, and looks ahead. */
    private void suggestWindow() {
        List<ModelVersion> models = choices.models();
        if (models.isEmpty()) {
            state.set(nothing("version"));
            return;
        }
        TaskOverview task = choices.task().orElseThrow();
        state.set(new SimulationState.Planned(Optional.empty(), Optional.empty()));
        look(texts.get("simulation.looking"), (engine, _) -> engine.planner().window(task.task(), models), window -> {
            choices.fill(window);
            if (window.isPresent()) {
                lookAhead();
            } else {
                problem(texts.get("simulation.problem.traffic", task.task().name()));
            }
        });
    }

    private void problem(String text) {
        state.set(new SimulationState.Planned(Optional.empty(), Optional.of(text)));
    }

    /** Looks what the chosen window can show. */
    private void lookAhead() {
        List<ModelVersion> models = choices.models();
        if (models.isEmpty()) {
            state.set(nothing("version"));
            return;
        }
        TimeWindow window;
        try {
            window = choices.window();
        } catch (UnderstudyException e) {
            looks++;
            problem(String.valueOf(e.getMessage()));
            return;
        }
        TaskOverview task = choices.task().orElseThrow();
        state.set(new SimulationState.Planned(Optional.empty(), Optional.empty()));
        look(
                texts.get("simulation.looking"),
                (engine, _) -> engine.planner().outlook(task.task(), models, window, clock.instant()),
                outlook -> state.set(new SimulationState.Planned(Optional.of(outlook), Optional.empty())));
    }

    private <T> void look(String title, EngineWork<T> work, Consumer<T> onDone) {
        int number = ++looks;
        RunningTask reading = workspace.look(title, work, result -> {
            if (number == looks) {
                onDone.accept(result);
            }
        });
        reading.failureProperty().subscribe(failure -> {
            if (failure != null && number == looks) {
                state.set(new SimulationState.Failed(FailureWords.of(failure, texts)));
            }
        });
    }

    /** Whether a simulation can be started. */
    public boolean canStart() {
        return choices.candidate().isPresent() && !(state.get() instanceof SimulationState.Running);
    }

    /** Simulates what is chosen. */
    public void start() {
        if (!canStart()) {
            return;
        }
        TimeWindow window;
        try {
            window = choices.window();
        } catch (UnderstudyException e) {
            lookAhead(); // says what is wrong
            return;
        }
        TaskOverview task = choices.task().orElseThrow();
        VersionName candidate = choices.candidate().orElseThrow().version();
        LiveChoice live = task.live().isPresent() ? new LiveChoice.AsReleased() : new LiveChoice.Nothing();
        String against = task.live().map(release -> release.version().text()).orElse(texts.get("simulation.live.none"));
        run(
                task,
                texts.get("simulation.task", candidate, against),
                (engine, control) -> engine.rehearsal()
                        .simulate(
                                task.task(),
                                candidate,
                                live,
                                window,
                                clock.instant().truncatedTo(ChronoUnit.MICROS),
                                control));
    }

    /** Starts work that ends in a simulation of a task, and shows it. */
    void run(TaskOverview task, String title, EngineWork<StoredSimulation> work) {
        choices.fill(task, choices.candidate().map(ModelVersion::version));
        int number = ++looks;
        RunningTask running = workspace.run(
                title,
                (engine, control) -> Comparison.of(engine, task.task(), work.run(engine, control)),
                comparison -> {
                    if (number == looks) {
                        choices.fill(task, comparison.stored());
                        state.set(new SimulationState.Judged(comparison));
                    }
                });
        if (running.isActive()) {
            state.set(new SimulationState.Running(running));
        }
        running.stateProperty().subscribe(now -> {
            if (number == looks && now == TaskState.CANCELLED) {
                again();
            } else if (number == looks && now == TaskState.FAILED) {
                state.set(new SimulationState.Failed(FailureWords.of(
                        Objects.requireNonNull(running.failureProperty().get()), texts)));
            }
        });
    }

    /** Looks again, after something failed or was cancelled. */
    public void again() {
        if (choices.candidate().isEmpty() || choices.fromProperty().get().isBlank()) {
            choices.task().ifPresent(this::showNewest);
        } else {
            lookAhead();
        }
    }

    /** Reads the earlier simulations of the task. */
    public void lookBack() {
        choices.task()
                .ifPresent(task -> workspace.look(
                        texts.get("simulation.looking"),
                        (engine, _) ->
                                engine.simulations().simulations(task.task().name()),
                        earlier::setAll));
    }

    /** Asks what moved both models' scores of an event of a comparison. */
    void explain(Comparison shown, String event, Consumer<ChartCard> onDone) {
        workspace.look(
                texts.get("simulation.moved.asking", event),
                (engine, _) -> EventContributions.of(engine, shown, event, texts),
                onDone);
    }

    /** The command that does what is shown or chosen; empty where nothing is. */
    public Optional<String> command() {
        return comparison()
                .map(shown -> shown.report().audit().command())
                .or(() -> choices.task()
                        .flatMap(task -> choices.candidate()
                                .map(candidate -> "understudy simulate --task "
                                        + task.task().name() + " --candidate "
                                        + candidate.version() + (task.live().isPresent() ? "" : " --live none")
                                        + " --from "
                                        + choices.fromProperty().get().strip() + " --to "
                                        + choices.toProperty().get().strip())));
    }

    /** Copies that command. */
    public void copyCommand() {
        command().ifPresent(clipboard::copy);
    }
}
