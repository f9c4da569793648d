package dev.understudy.engine.serving;

import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.signing.ModelTrust;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.FactReader;
import dev.understudy.engine.traffic.OutcomeLog;
import dev.understudy.engine.traffic.ServedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All that serves the tasks of a workspace, wired together. Closing it ends the looking for new models. */
public final class Serving implements AutoCloseable {
    /** How often it is asked what is released. */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

    /** How long the start waits for models; what takes longer goes on behind it. */
    private static final Duration FIRST_LOOKS = Duration.ofSeconds(10);

    private final ServedModels models;
    private final PredictionService predictions;
    private final RetryKeys retryKeys = new RetryKeys();
    private final UntimedPredictions untimed;
    private final Map<TaskName, TaskDefinition> tasks;
    private final OutcomeService outcomes;
    private final Repetition repetition;
    private final LongSupplier nanoTime;
    private final List<Repetition.Ongoing> looking = new ArrayList<>();

    /**
     * What serving stands on.
     *
     * @param released says what is released
     * @param samples the sample builders that are there
     * @param store has the artifacts; asked for anew with each load, so that it may be away at the start
     * @param trust whose models are taken
     * @param cache the folder in which the last good models are kept
     * @param fetching how long the store may take, and how much is taken from it
     * @param served takes predictions
     * @param outcomes takes outcomes
     * @param explorationKey draws the events that are let through; needed by tasks that explore
     */
    public record Foundation(
            ReleasedModels released,
            SampleBuilders samples,
            Supplier<ArtifactStore> store,
            ModelTrust trust,
            Path cache,
            FetchPolicy fetching,
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
        FetchPolicy fetching = foundation.fetching();
        this.models = new ServedModels(
                byName.keySet(),
                new TaskModel.Parts(
                        foundation.released(),
                        new ModelLoading(foundation.store(), foundation.samples(), foundation.trust(), fetching, clock),
                        new ModelCache(foundation.cache(), foundation.released().channel(), fetching),
                        fetching,
                        observer,
                        nanoTime));
        this.predictions = new PredictionService(
                tasks.stream()
                        // what is derived is derived once, when the model is asked
                        .collect(Collectors.toMap(TaskDefinition::name, FactReader::new)),
                tasks.stream()
                        .collect(Collectors.toMap(
                                TaskDefinition::name, task -> DecisionPolicy.of(task, foundation.explorationKey()))),
                models,
                foundation.served(),
                clock,
                nanoTime,
                observer);
        this.untimed = new UntimedPredictions(predictions, foundation.served(), clock);
        this.tasks = Map.copyOf(byName);
        this.outcomes = new OutcomeService(byName, models, foundation.outcomes(), clock, observer);
        this.repetition = repetition;
        this.nanoTime = nanoTime;
    }

    /** Begins to load what is released, each task by itself, and to look again and again for what is newly released. */
    public synchronized void begin() {
        if (!looking.isEmpty()) {
            return;
        }
        // platform threads: compiling a model would keep a carrier from the threads that answer
        models.models()
                .forEach((task, model) -> Thread.ofPlatform()
                        .daemon()
                        .name("first model of " + task)
                        .start(model::look));
        models.models()
                .forEach(
                        (task, model) -> looking.add(repetition.every("model of " + task, POLL_INTERVAL, model::look)));
    }

    /**
     * Begins where that was not done yet, and returns when each task has its model or is known to have none, and after ten
     * seconds at the latest.
     */
    public synchronized void start() {
        long begin = nanoTime.getAsLong();
        begin();
        try {
            for (TaskModel model : models.models().values()) {
                long rest = FIRST_LOOKS.toNanos() - (nanoTime.getAsLong() - begin);
                if (!model.firstLook().await(rest, TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** The keys that callers make retries safe with. */
    public RetryKeys retryKeys() {
        return retryKeys;
    }

    /** Answers events that need not say when they happen. */
    public UntimedPredictions untimed() {
        return untimed;
    }

    /**
     * A task that is served.
     *
     * @throws UnderstudyException UNKNOWN_TASK
     */
    public TaskDefinition task(TaskName name) {
        models.state(name);
        return Objects.requireNonNull(tasks.get(name));
    }

    /** Takes outcomes. */
    public OutcomeService outcomes() {
        return outcomes;
    }

    @Override
    public synchronized void close() {
        looking.forEach(Repetition.Ongoing::close);
        looking.clear();
    }
}
