package dev.understudy.app;

import dev.understudy.engine.workspace.EngineSession;
import dev.understudy.fx.action.Action;
import dev.understudy.fx.frame.FrameActions;
import dev.understudy.fx.frame.FrameView;
import dev.understudy.fx.frame.FrameViewModel;
import dev.understudy.fx.frame.FrameWindow;
import dev.understudy.fx.frame.StatusBarViewModel;
import dev.understudy.fx.home.HomeActions;
import dev.understudy.fx.home.HomeView;
import dev.understudy.fx.home.HomeViewModel;
import dev.understudy.fx.home.NewTask;
import dev.understudy.fx.palette.PaletteView;
import dev.understudy.fx.palette.PaletteViewModel;
import dev.understudy.fx.release.PublishSheet;
import dev.understudy.fx.release.PublishViewModel;
import dev.understudy.fx.release.RollbackSheet;
import dev.understudy.fx.release.RollbackViewModel;
import dev.understudy.fx.screen.EmptyStateView;
import dev.understudy.fx.screen.EmptyStateViewModel;
import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.settings.FrameSettings;
import dev.understudy.fx.settings.SettingsFile;
import dev.understudy.fx.settings.SettingsWriter;
import dev.understudy.fx.task.BackgroundTaskRunner;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.theme.ThemeSwitch;
import dev.understudy.fx.tool.Notifications;
import dev.understudy.fx.tool.SessionLog;
import dev.understudy.fx.tool.TaskNarrator;
import dev.understudy.fx.tool.TasksViewModel;
import dev.understudy.fx.tool.ToastsView;
import dev.understudy.fx.tool.ToolAreaView;
import dev.understudy.fx.tool.ToolWindow;
import dev.understudy.fx.tool.ToolWindows;
import dev.understudy.fx.view.Keys;
import dev.understudy.fx.view.PathChooser;
import dev.understudy.fx.view.SystemClipboard;
import dev.understudy.fx.view.TextClipboard;
import dev.understudy.fx.workspace.LiveSentence;
import dev.understudy.fx.workspace.RefreshAfterWork;
import dev.understudy.fx.workspace.WorkspaceState;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.util.Duration;

/** Puts the workbench together. The only place where anything is made of anything else. */
final class Wiring {
    private static final Duration TOAST = Duration.seconds(10);
    private static final List<Integer> ICON_SIZES = List.of(16, 32, 64, 256);

    private final Function<Path, EngineSession> workspaces;
    private final SettingsFile settingsFile;
    private final Executor settingsWriter;
    private final Executor fxThread;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Machine machine;
    private final Texts texts;
    private final TextClipboard clipboard = new SystemClipboard();
    private final TaskRunner runner;
    private final Notifications notifications;
    private final SessionLog log;
    private Runnable usable = () -> {};

    Wiring(
            Function<Path, EngineSession> workspaces,
            Executor workers,
            Executor fxThread,
            Executor settingsWriter,
            SettingsFile settingsFile,
            InstantSource clock,
            ZoneId zone,
            Locale locale,
            Machine machine) {
        this.workspaces = workspaces;
        this.settingsFile = settingsFile;
        this.settingsWriter = settingsWriter;
        this.fxThread = fxThread;
        this.clock = clock;
        this.zone = zone;
        this.machine = machine;
        this.texts = new Texts(locale);
        this.runner = new BackgroundTaskRunner(workers, fxThread, clock);
        this.notifications = new Notifications(clock);
        this.log = new SessionLog(clock, zone);
    }

    /** Has something run each time that Home shows where the workspace stands. */
    void onUsable(Runnable action) {
        usable = action;
    }

    /** The runner behind every screen. */
    TaskRunner runner() {
        return runner;
    }

    /** The window, not yet shown. On the FX thread. */
    FrameWindow window(Stage stage, Optional<Path> directory) {
        WorkspaceViewModel workspace = new WorkspaceViewModel(workspaces, runner, texts);
        FrameSettings settings = settingsFile.read();
        FrameViewModel frame = new FrameViewModel(settings);
        new TaskNarrator(log, notifications, texts).follow(runner);
        frame.toolProperty()
                .subscribe(
                        open -> open.filter(ToolWindow.NOTIFICATIONS::equals).ifPresent(_ -> notifications.markRead()));

        new RefreshAfterWork(workspace).follow(runner);
        Map<Screen, EmptyStateViewModel> empty = emptyStates();
        Map<Screen, Node> screens = new EnumMap<>(Screen.class);
        empty.forEach((screen, model) -> screens.put(screen, new EmptyStateView(model, texts).root()));
        PublishViewModel publish = new PublishViewModel(workspace, notifications, texts);
        RollbackViewModel rollback = new RollbackViewModel(workspace, notifications, machine.person(), texts);
        PathChooser chooser = machine.chooser().apply(stage);
        NewTask newTask = new NewTask(workspace, chooser, runner, notifications, texts);
        SimulationScreen simulation =
                new SimulationScreen(workspace, runner, notifications, clipboard, clock, chooser, publish, texts);
        screens.put(Screen.SIMULATION, simulation.view().root());
        HomeViewModel home = new HomeViewModel(
                workspace,
                new HomeRoutes(frame, simulation, rollback::open, newTask::begin),
                machine.sample(),
                runner,
                clock,
                zone,
                clipboard,
                texts);
        screens.put(Screen.HOME, new HomeView(home, texts).root());

        FrameView view = new FrameView(
                frame,
                new StatusBarViewModel(
                        workspace.directoryProperty().map(this::workspaceName),
                        workspace.stateProperty().map(state -> LiveSentence.of(state, texts)),
                        runner,
                        notifications,
                        texts),
                new ToolAreaView(toolWindows(), texts, frame::toggle),
                new ToastsView(notifications, TOAST, zone),
                screen -> Objects.requireNonNull(screens.get(screen)),
                frame.screenProperty()
                        .flatMap(screen -> screen == Screen.SIMULATION
                                ? simulation.model().titleBinding()
                                : new SimpleStringProperty(texts.get("screen." + screen.key()))),
                texts);
        Map<Screen, Runnable> commands = new EnumMap<>(Screen.class);
        empty.forEach((screen, model) -> commands.put(screen, model::copy));
        commands.put(Screen.HOME, home::copyCommand);
        commands.put(Screen.SIMULATION, simulation.model()::copyCommand);
        Runnable copy =
                () -> Objects.requireNonNull(commands.get(frame.screenProperty().get()))
                        .run();
        List<Action> actions = new ArrayList<>(new FrameActions(frame, view::movePane, copy, texts).all());
        actions.addAll(new HomeActions(home, texts).all());
        view.layOver(new PublishSheet(publish, texts).root());
        view.layOver(new RollbackSheet(rollback, texts).root());
        actions.addAll(simulation.actions(frame));
        simulation.sheets().forEach(view::layOver);
        view.layOver(new PaletteView(new PaletteViewModel(actions, frame.paletteOpenProperty()), texts).root());

        stage.setTitle(texts.get("product"));
        stage.getIcons().addAll(icons());
        SettingsWriter writer = new SettingsWriter(settingsFile, settingsWriter);
        FrameWindow window =
                new FrameWindow(stage, view.root(), frame, writer::save, new ThemeSwitch(), settings.bounds());
        Keys.bind(window.scene(), actions);
        stage.setOnHidden(_ -> workspace.close());
        directory.ifPresent(workspace::open);
        workspace.stateProperty().subscribe(this::tellUsable);
        return window;
    }

    private void tellUsable(WorkspaceState state) {
        if (!(state instanceof WorkspaceState.Reading)) {
            // once more round the FX thread: by then Home has been laid out
            fxThread.execute(() -> fxThread.execute(usable));
        }
    }

    private String workspaceName(Optional<Path> workspace) {
        return workspace
                .map(path -> path.toAbsolutePath().normalize())
                .map(path ->
                        Optional.ofNullable(path.getFileName()).orElse(path).toString())
                .orElse(texts.get("status.workspace.none"));
    }

    private ToolWindows toolWindows() {
        return new ToolWindows(new TasksViewModel(runner, texts), notifications, log, texts, zone);
    }

    private static List<Image> icons() {
        return ICON_SIZES.stream()
                .map(size -> "icon-" + size + ".png")
                .map(name -> Objects.requireNonNull(Wiring.class.getResource(name), name))
                .map(file -> new Image(file.toExternalForm()))
                .toList();
    }

    private Map<Screen, EmptyStateViewModel> emptyStates() {
        Map<Screen, EmptyStateViewModel> states = new EnumMap<>(Screen.class);
        for (Screen screen : EnumSet.complementOf(EnumSet.of(Screen.HOME, Screen.SIMULATION))) {
            states.put(screen, new EmptyStateViewModel(screen, texts, clipboard));
        }
        return states;
    }
}
