package dev.understudy.fx.simulation;

import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.report.ComparisonReport;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.TrafficEvent;
import dev.understudy.engine.workspace.Engine;
import java.util.List;
import java.util.Map;

/**
 * A simulation with all that is shown of it.
 *
 * @param stored the simulation as it is kept
 * @param report in words, tables and charts
 * @param inputs the events on which the models disagree, by id, as far as the log still has them
 * @param task the task as it is now
 */
public record Comparison(
        StoredSimulation stored, ComparisonReport report, Map<String, TrafficEvent> inputs, TaskDefinition task) {
    public Comparison {
        inputs = Map.copyOf(inputs);
    }

    /** Reads what belongs to a simulation; away from the FX thread. */
    static Comparison of(Engine engine, TaskDefinition task, StoredSimulation stored) {
        List<String> ids = stored.report().disagreements().examples().stream()
                .map(example -> example.event())
                .toList();
        return new Comparison(
                stored, ComparisonReport.of(stored), engine.events().find(task.name(), ids), task);
    }
}
