package dev.understudy.app;

import dev.understudy.engine.common.TaskName;
import dev.understudy.fx.frame.FrameViewModel;
import dev.understudy.fx.home.HomeLinks;
import dev.understudy.fx.screen.Screen;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where Home leads to in this window.
 *
 * @param frame to go to a screen
 * @param simulation the Simulation screen
 * @param rollback opens the review of a rollback
 * @param create begins a new task
 */
record HomeRoutes(FrameViewModel frame, SimulationScreen simulation, Consumer<TaskName> rollback, Runnable create)
        implements HomeLinks {
    @Override
    public void openComparison(TaskName task) {
        simulation.model().showNewest(task);
        frame.goTo(Screen.SIMULATION);
    }

    @Override
    public void simulate(TaskName task) {
        simulation.model().plan(task);
        frame.goTo(Screen.SIMULATION);
    }

    @Override
    public void retrain(TaskName task) {
        frame.goTo(Screen.SIMULATION);
        simulation.retrain().open(Optional.of(task));
    }

    @Override
    public void rollBack(TaskName task) {
        rollback.accept(task);
    }

    @Override
    public void newTask() {
        create.run();
    }
}
