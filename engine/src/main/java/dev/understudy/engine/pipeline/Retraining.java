package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.training.TrainingOverrides;
import java.time.Instant;

/** Trains a candidate and simulates its release on what came after. */
public final class Retraining {
    private final ModelTraining training;
    private final ReleaseRehearsal rehearsal;
    private final ConfigRepository config;

    public Retraining(ModelTraining training, ReleaseRehearsal rehearsal, ConfigRepository config) {
        this.training = training;
        this.rehearsal = rehearsal;
        this.config = config;
    }

    /**
     * What came of it.
     *
     * @param trained the candidate
     * @param simulation its simulation
     */
    public record Rehearsed(TrainedModel trained, StoredSimulation simulation) {}

    /**
     * Trains a candidate, and simulates its release against what is live; where nothing is, against the constant
     * predictor.
     *
     * @param asOf only what was known then is trained on
     * @param overrides what the user wants otherwise than the task file says
     * @param window event times to replay, from the as-of on
     * @param knownAt outcomes that became known or matured later are not seen
     * @throws dev.understudy.engine.common.UnderstudyException as training and simulation do; a version that was trained
     *     before the simulation failed is kept
     */
    public Rehearsed retrain(
            TaskDefinition task,
            Instant asOf,
            TrainingOverrides overrides,
            TimeWindow window,
            Instant knownAt,
            RunControl control) {
        TrainedModel trained = train(task, asOf, overrides, control);
        control.checkCancelled();
        return new Rehearsed(trained, simulate(task, trained.version().version(), window, knownAt, control));
    }

    /** The first step: the candidate. */
    TrainedModel train(TaskDefinition task, Instant asOf, TrainingOverrides overrides, RunControl control) {
        return training.train(task, asOf, overrides, control);
    }

    /** The second step: its simulation against what is live. */
    StoredSimulation simulate(
            TaskDefinition task, VersionName candidate, TimeWindow window, Instant knownAt, RunControl control) {
        return rehearsal.simulate(task, candidate, live(task), window, knownAt, control);
    }

    private LiveChoice live(TaskDefinition task) {
        return config.state(task.name()).live().compared().isPresent()
                ? new LiveChoice.AsReleased()
                : new LiveChoice.Nothing();
    }
}
