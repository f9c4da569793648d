package dev.understudy.engine.task;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A task file, read and checked.
 *
 * @param name the task
 * @param kind what is predicted
 * @param event where an event's id, time and cluster are found
 * @param outcome where its outcome is found, and when it counts
 * @param features what the model sees, in the model's order
 * @param sampleBuilder class name of the plug-in that derives further features, if any
 * @param decision how a score becomes a decision, and what wrong ones cost
 * @param training how to train, unless told otherwise
 * @param simulation what a scheduled retraining replays
 * @param gate what a candidate has to pass
 * @param business measures that people outside care about
 * @param log how long the log is kept
 */
public record TaskDefinition(
        TaskName name,
        TaskKind kind,
        EventColumns event,
        OutcomeColumns outcome,
        List<FeatureDefinition> features,
        Optional<String> sampleBuilder,
        DecisionRule decision,
        TrainingSection training,
        SimulationSection simulation,
        GatePolicy gate,
        List<BusinessMeasure> business,
        LogSection log) {
    public TaskDefinition {
        features = List.copyOf(features);
        business = List.copyOf(business);
    }

    /** Whether a column of a file holds a raw input: all do, except those of event and outcome. */
    public boolean isInput(String column) {
        return features.stream().anyMatch(feature -> feature.name().equals(column))
                || !(event.isColumn(column) || outcome.isColumn(column));
    }

    /** The columns of event and outcome. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(event.id(), event.time(), outcome.column()));
        event.cluster().ifPresent(columns::add);
        outcome.knownAt().ifPresent(columns::add);
        if (outcome.maturity() instanceof Maturity.Column(String name)) {
            columns.add(name);
        }
        return columns;
    }

    /** Whether the task names a column, as one of the event, of the outcome or as a feature. */
    public boolean names(String column) {
        return event.isColumn(column)
                || outcome.isColumn(column)
                || features.stream().anyMatch(feature -> feature.name().equals(column));
    }
}
