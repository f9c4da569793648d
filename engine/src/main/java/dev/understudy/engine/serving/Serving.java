package dev.understudy.engine.serving;

import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.FactReader;
import dev.understudy.engine.traffic.OutcomeLog;
import dev.understudy.engine.traffic.ServedLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that serves the tasks of a workspace, wired together. Closing it ends the looking for new models. */
public final class Serving implements AutoCloseable {
    /** How often the config repository is asked what is released. */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

    private final ServedModels models;
    private final PredictionService predictions;
    private final OutcomeService outcomes;
    private final Repetition repetition;
    private Repetition.@Nullable Ongoing polling;

    /**
     * What serving stands on.
     *
     * @param environment of which environment the released models answer
     * @param config says what is released
     * @param samples the sample builders that are there
     * @param store has the artifacts; asked for anew with each load, so that it may be away at the start
     * @param served takes predictions
     * @param outcomes takes outcomes
     * @param explorationKey draws the events that are let through; needed by tasks that explore
     */
    public record Foundation(
            Environment environment,
            ConfigRepository config,
            SampleBuilders samples,
            Supplier<ArtifactStore> store,
            ServedLog served,
            OutcomeLog outcomes,
            Optional<ExplorationKey> explorationKey) {}

    /**
     * Wires serving; no model is loaded yet.
     *
     * @param tasks what is served
     * @param clock what time it is
     * @param nanoTime for durations
     * @param repetition how the looking for new models is repeated
     * @throws UnderstudyException WORKSPACE_INVALID if a task explores and there is no key
     */
    public Serving(
            Collection<TaskDefinition> tasks,
            Foundation foundation,
            ServingObserver observer,
            InstantSource clock,
            LongSupplier nanoTime,
            Repetition repetition) {
        Map<TaskName, TaskDefinition> byName =
                tasks.stream().collect(Collectors.toMap(TaskDefinition::name, Function.identity()));
        this.models = new ServedModels(
                byName.keySet(),
                foundation.environment(),
                foundation.config(),
                new ModelLoading(foundation.store(), foundation.samples(), clock),
                observer);
        this.predictions = new PredictionService(
                tasks.stream()
                        .collect(Collectors.toMap(
                                TaskDefinition::name,
                                task -> new FactReader(
                                        task, foundation.samples().of(task.sampleBuilder())))),
                tasks.stream().collect(Collectors.toMap(TaskDefinition::name, task -> new FactReader(task))),
                tasks.stream()
                        .collect(Collectors.toMap(
                                TaskDefinition::name, task -> DecisionPolicy.of(task, foundation.explorationKey()))),
                models,
                foundation.served(),
                clock,
                nanoTime,
                observer);
        this.outcomes = new OutcomeService(byName, models, foundation.outcomes(), clock, observer);
        this.repetition = repetition;
    }

    /** Loads what is released, and from then on looks again and again for what is newly released. */
    public synchronized void start() {
        if (polling == null) {
            models.refresh();
            polling = repetition.every("models", POLL_INTERVAL, models::refresh);
        }
    }

    /** Which models answer. */
    public ServedModels models() {
        return models;
    }

    /** Answers events. */
    public PredictionService predictions() {
        return predictions;
    }

    /** Takes outcomes. */
    public OutcomeService outcomes() {
        return outcomes;
    }

    @Override
    public synchronized void close() {
        if (polling != null) {
            polling.close();
            polling = null;
        }
    }
}
