package dev.understudy.app;

import dev.understudy.fx.action.Action;
import dev.understudy.fx.frame.FrameViewModel;
import dev.understudy.fx.release.PublishViewModel;
import dev.understudy.fx.screen.Screen;
import dev.understudy.fx.simulation.Comparison;
import dev.understudy.fx.simulation.ExportSheet;
import dev.understudy.fx.simulation.ExportViewModel;
import dev.understudy.fx.simulation.RetrainSheet;
import dev.understudy.fx.simulation.RetrainViewModel;
import dev.understudy.fx.simulation.SimulationActions;
import dev.understudy.fx.simulation.SimulationView;
import dev.understudy.fx.simulation.SimulationViewModel;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.Notifications;
import dev.understudy.fx.tool.TasksViewModel;
import dev.understudy.fx.view.PathChooser;
import dev.understudy.fx.view.TextClipboard;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.StackPane;

/** The Simulation screen put together, with the sheets that it opens. */
final class SimulationScreen {
    private final SimulationViewModel model;
    private final RetrainViewModel retrain;
    private final ExportViewModel export;
    private final PublishViewModel publish;
    private final SimulationView view;
    private final List<StackPane> sheets;
    private final Texts texts;

    SimulationScreen(
            WorkspaceViewModel workspace,
            TaskRunner runner,
            Notifications notifications,
            TextClipboard clipboard,
            InstantSource clock,
            PathChooser chooser,
            PublishViewModel publish,
            Texts texts) {
        this.publish = publish;
        this.texts = texts;
        model = new SimulationViewModel(workspace, clipboard, clock, texts);
        retrain = new RetrainViewModel(workspace, model, clock, texts);
        export = new ExportViewModel(workspace, notifications, texts);
        view = new SimulationView(model, new Buttons(), new TasksViewModel(runner, texts), clipboard, texts);
        sheets = List.of(new RetrainSheet(retrain, texts).root(), new ExportSheet(export, chooser, texts).root());
    }

    private final class Buttons implements SimulationActions {
        @Override
        public void retrain() {
            retrain.open(Optional.empty());
        }

        @Override
        public void export() {
            model.comparison().ifPresent(shown -> export.open(shown.stored()));
        }

        @Override
        public void publish() {
            model.comparison()
                    .map(Comparison::stored)
                    .ifPresent(shown -> publish.open(
                            shown.report().task(), shown.report().candidate().version(), shown.id()));
        }
    }

    SimulationViewModel model() {
        return model;
    }

    RetrainViewModel retrain() {
        return retrain;
    }

    SimulationView view() {
        return view;
    }

    /** What lies over the window when it is open. */
    List<StackPane> sheets() {
        return sheets;
    }

    /** What can be done from anywhere; the screen is shown where it is about it. */
    List<Action> actions(FrameViewModel frame) {
        Buttons buttons = new Buttons();
        return List.of(
                action("simulation.retrain", buttons::retrain, "Shortcut+N"),
                action("simulation.start", () -> onScreen(frame, model::start), "Shortcut+Enter"),
                action("simulation.export", buttons::export, "Shortcut+Shift+E"),
                action("simulation.publish", buttons::publish),
                action("simulation.differences", view::toggleDifferencesOnly, "Shortcut+D"));
    }

    private static void onScreen(FrameViewModel frame, Runnable command) {
        if (frame.screenProperty().get() == Screen.SIMULATION) {
            command.run();
        } else {
            frame.goTo(Screen.SIMULATION);
        }
    }

    private Action action(String id, Runnable command, String... keys) {
        return new Action(id, texts.get("action." + id), List.of(keys), command);
    }
}
