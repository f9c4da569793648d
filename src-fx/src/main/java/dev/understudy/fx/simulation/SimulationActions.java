package dev.understudy.fx.simulation;

/** What the buttons of the Simulation screen open. */
public interface SimulationActions {
    /** The form that trains a candidate. */
    void retrain();

    /** The form that writes the report of what is shown. */
    void export();

    /** The review of what a release to staging of what is shown would change. */
    void publish();
}
