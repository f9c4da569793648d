package dev.understudy.fx.home;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.overview.WorkspaceOverview;
import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.text.TimeWords;
import dev.understudy.fx.tool.TasksViewModel;
import dev.understudy.fx.view.TextClipboard;
import dev.understudy.fx.workspace.WorkspaceState;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Home: what stands there, and what can be done from there. */
public final class HomeViewModel {
    private final WorkspaceViewModel workspace;
    private final HomeLinks links;
    private final SampleMaker sample;
    private final TaskRunner runner;
    private final InstantSource clock;
    private final ZoneId zone;
    private final TextClipboard clipboard;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<HomeState> state = new ReadOnlyObjectWrapper<>(new HomeState.FirstStart());
    private final ReadOnlyObjectWrapper<Optional<RunningTask>> making = new ReadOnlyObjectWrapper<>(Optional.empty());

    public HomeViewModel(
            WorkspaceViewModel workspace,
            HomeLinks links,
            SampleMaker sample,
            TaskRunner runner,
            InstantSource clock,
            ZoneId zone,
            TextClipboard clipboard,
            Texts texts) {
        this.workspace = workspace;
        this.links = links;
        this.sample = sample;
        this.runner = runner;
        this.clock = clock;
        this.zone = zone;
        this.clipboard = clipboard;
        this.texts = texts;
        workspace.stateProperty().subscribe(now -> state.set(state(now)));
    }

    private HomeState state(WorkspaceState now) {
        return switch (now) {
            case WorkspaceState.None none -> new HomeState.FirstStart();
            case WorkspaceState.Reading reading -> new HomeState.Reading();
            case WorkspaceState.Failed(String reason) -> new HomeState.Failed(reason);
            case WorkspaceState.Open(WorkspaceOverview overview) -> {
                boolean hasNone =
                        overview.tasks().isEmpty() && overview.broken().isEmpty();
                yield hasNone
                        ? new HomeState.NoTask()
                        : new HomeState.Tasks(HomePage.of(
                                overview, new TimeWords(clock.instant(), zone, texts), links, clipboard, texts));
            }
        };
    }

    /** What is shown. */
    public ReadOnlyObjectProperty<HomeState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The making of the sample workspace, since it was asked for. */
    public ReadOnlyObjectProperty<Optional<RunningTask>> makingProperty() {
        return making.getReadOnlyProperty();
    }

    /** How work stands, in words. */
    public StringBinding status(RunningTask task) {
        return new TasksViewModel(runner, texts).status(task);
    }

    /** Makes the sample workspace and opens it. */
    public void makeSample() {
        if (making.get().filter(RunningTask::isActive).isEmpty()) {
            making.set(Optional.of(runner.start(texts.get("home.sample.making"), sample::make, workspace::open)));
        }
    }

    /** To a new task. */
    public void newTask() {
        links.newTask();
    }

    /** To a retraining of the first task, which the screen there can change. */
    public void retrain() {
        firstTask().ifPresent(links::retrain);
    }

    private Optional<TaskName> firstTask() {
        return workspace.overview().stream()
                .flatMap(overview -> overview.tasks().stream())
                .map(task -> task.task().name())
                .findFirst();
    }

    /** Whether there is a task to retrain. */
    public boolean canRetrain() {
        return firstTask().isPresent();
    }

    /** Reads the workspace again. */
    public void refresh() {
        workspace.refresh();
    }

    /** Copies why the workspace cannot be read. */
    public void copyDetails() {
        if (state.get() instanceof HomeState.Failed(String reason)) {
            clipboard.copy(texts.get("home.failed.details", directory(), reason));
        }
    }

    /** Where the workspace is, as the user wrote it. */
    public String directory() {
        return workspace.directoryProperty().get().map(Path::toString).orElse("");
    }

    /** Copies the command that lists the verdicts. */
    public void copyCommand() {
        String command = texts.get("empty.home.command");
        clipboard.copy(
                workspace.directoryProperty().get().isPresent()
                        ? command + " --workspace \"" + directory() + "\""
                        : command);
    }
}
