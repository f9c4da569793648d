package dev.understudy.engine.registry;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GatePolicy;
import java.util.List;
import java.util.Optional;

/** Keeps simulations. */
public interface SimulationRegistry {
    /** Keeps a simulation and gives it its id. */
    StoredSimulation keep(SimulationReport report, GatePolicy policy, double minimumCoverage);

    /** How a look would count, before it is made. */
    StoredSimulation.Looks looks(Look look);

    /** A simulation, if it is there. */
    Optional<StoredSimulation> find(String id);

    /** The newest simulation of a task. */
    Optional<StoredSimulation> newest(TaskName task);

    /**
     * The simulation of the task that is most like a look: the newest one of its candidate against its live model, else the
     * newest against that model, else the newest.
     */
    Optional<StoredSimulation> closest(Look look);

    /** All simulations of a task, the newest first. */
    List<StoredSimulation> simulations(TaskName task);
}
