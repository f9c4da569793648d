package dev.understudy.fx.simulation;

import dev.understudy.engine.overview.WindowOutlook;
import dev.understudy.fx.task.RunningTask;
import java.util.Optional;

/** What the screen shows between its choices and its end. */
public sealed interface SimulationState {
    /**
     * There is nothing to simulate.
     *
     * @param title that it is so, in a few words
     * @param text why, and what to do
     */
    record Nothing(String title, String text) implements SimulationState {}

    /**
     * A simulation is being chosen.
     *
     * @param outlook what can be expected of it; empty while it is looked up
     * @param problem what is wrong with the choices; empty where nothing is
     */
    record Planned(Optional<WindowOutlook> outlook, Optional<String> problem) implements SimulationState {}

    /**
     * It is being run.
     *
     * @param task the work
     */
    record Running(RunningTask task) implements SimulationState {}

    /** An earlier simulation is being read. */
    record Reading() implements SimulationState {}

    /**
     * It has been judged.
     *
     * @param comparison all that is shown of it
     */
    record Judged(Comparison comparison) implements SimulationState {}

    /**
     * It failed.
     *
     * @param reason as people say it
     */
    record Failed(String reason) implements SimulationState {}
}
