package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.EngineVersion;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.features.SampleIdentity;
import dev.understudy.engine.leak.LeakCheck;
import dev.understudy.engine.leak.LeakSuspect;
import dev.understudy.engine.model.Manifest;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.registry.ModelRegistry;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.snapshot.SnapshotBuilder;
import dev.understudy.engine.snapshot.SnapshotSpec;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.DecisionRule;
import dev.understudy.engine.task.DecisionThreshold;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.training.HyperparameterSearch;
import dev.understudy.engine.training.Trainer;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.training.TrainingSpec;
import dev.understudy.engine.training.TrainingSpecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Trains a model version from what was known at a moment. */
public final class ModelTraining {
    private static final double NANOS = 1e9;

    private final SnapshotBuilder snapshots;
    private final ModelRegistry registry;
    private final ModelRepository models;
    private final RunRecorder runs;

    public ModelTraining(SnapshotBuilder snapshots, ModelRegistry registry, ModelRepository models, RunRegistry runs) {
        this.snapshots = snapshots;
        this.registry = registry;
        this.models = models;
        this.runs = new RunRecorder(runs);
    }

    /**
     * Trains a version, or gives back the one that the same snapshot, specification, seed and engine gave before.
     *
     * @param asOf only what was known then is used
     * @param overrides what the user wants otherwise than the task file says
     * @throws UnderstudyException TRAINING_INVALID, NOT_ENOUGH_DATA or CANCELLED; nothing is kept then
     */
    public TrainedModel train(TaskDefinition task, Instant asOf, TrainingOverrides overrides, RunControl control) {
        TrainingSection section = overrides.applyTo(task.training());
        TrainingSpec spec = TrainingSpecs.of(section, task.kind());
        SortedMap<String, String> request = new TreeMap<>(overrides.settings());
        overrides.algorithm().ifPresent(algorithm -> request.put("algorithm", algorithm));
        SortedMap<String, String> wanted = new TreeMap<>(request);
        request.put("asOf", asOf.toString());
        return runs.record(
                "train",
                task.name(),
                request,
                () -> train(task, asOf, section, spec, wanted, control),
                trained -> Map.of(
                        "version", trained.version().version().text(),
                        "digest", trained.version().digest().text(),
                        "reused", Boolean.toString(trained.reused())));
    }

    private TrainedModel train(
            TaskDefinition task,
            Instant asOf,
            TrainingSection section,
            TrainingSpec wanted,
            SortedMap<String, String> overrides,
            RunControl control) {
        long start = System.nanoTime();
        Prepared prepared = prepare(task, asOf, section, wanted, control);
        Optional<ModelVersion> before = registry.ofTraining(task.name(), prepared.identity());
        if (before.isPresent()) {
            return new TrainedModel(before.get(), true);
        }
        List<LeakSuspect> leaks = LeakCheck.of(prepared.snapshot(), control);
        leaks.forEach(suspect -> control.warn("this may be a leak: " + suspect.sentence()));
        Fitted fitted = fit(prepared, control);
        TrainingSpec spec = fitted.spec();
        ModelArtifact artifact = fitted.artifact();
        ModelVersion.Facts facts = new ModelVersion.Facts(
                spec.algorithm(),
                spec.settings(),
                spec.common().seed(),
                asOf,
                prepared.snapshot().digest(),
                prepared.snapshot().rows(),
                artifact.model().manifest().provenance().metrics(),
                overrides,
                (System.nanoTime() - start) / NANOS,
                leaks);
        return new TrainedModel(keep(task.name(), prepared.identity(), artifact, facts), false);
    }

    /**
     * A training of which everything is known but what it gives.
     *
     * @param identity digest of all that decides the bytes of the model
     * @param section what was asked for
     * @param wanted the same, checked
     * @param snapshot what to train on
     */
    public record Prepared(Digest identity, TrainingSection section, TrainingSpec wanted, TrainingSnapshot snapshot) {}

    /**
     * What a training gave.
     *
     * @param spec with the parameters that were found, where they were searched
     * @param artifact the model
     */
    public record Fitted(TrainingSpec spec, ModelArtifact artifact) {}

    /**
     * Makes ready what {@link #train} would train on. Nothing is recorded or registered.
     *
     * @throws UnderstudyException TRAINING_INVALID, NOT_ENOUGH_DATA or CANCELLED
     */
    public Prepared prepare(TaskDefinition task, Instant asOf, TrainingOverrides overrides, RunControl control) {
        TrainingSection section = overrides.applyTo(task.training());
        return prepare(task, asOf, section, TrainingSpecs.of(section, task.kind()), control);
    }

    private Prepared prepare(
            TaskDefinition task, Instant asOf, TrainingSection section, TrainingSpec wanted, RunControl control) {
        new Trainer().checkLibraries(wanted);
        TrainingSnapshot snapshot = snapshots.build(new SnapshotSpec(task, asOf, section.window()), control);
        return new Prepared(identity(task, asOf, section, wanted, snapshot), section, wanted, snapshot);
    }

    /**
     * Trains what was made ready. Nothing is recorded or registered.
     *
     * @throws UnderstudyException NOT_ENOUGH_DATA or CANCELLED
     */
    public Fitted fit(Prepared prepared, RunControl control) {
        TrainingSection section = prepared.section();
        TrainingSnapshot snapshot = prepared.snapshot();
        Optional<HyperparameterSearch.Found> found = section.trials().isPresent()
                ? Optional.of(
                        new HyperparameterSearch(section, snapshot.spec().task().kind())
                                .search(snapshot, section.trials().getAsInt(), control))
                : Optional.empty();
        TrainingSpec spec = found.map(HyperparameterSearch.Found::spec).orElse(prepared.wanted());
        return new Fitted(
                spec, new Trainer().train(snapshot, spec, found.map(HyperparameterSearch.Found::tuning), control));
    }

    /** Name, artifact, then the entry that makes it visible: whatever is interrupted is taken up by the same training. */
    private ModelVersion keep(TaskName task, Digest identity, ModelArtifact artifact, ModelVersion.Facts facts) {
        VersionName version = registry.reserve(task, identity, facts);
        models.save(task, version, artifact);
        return registry.complete(task, version, artifact.digest(), facts);
    }

    /** Costs decide a threshold that is tuned, and nothing else in a model. */
    private static String decision(DecisionRule rule) {
        return switch (rule.threshold()) {
            case DecisionThreshold.Fixed fixed -> Double.toString(fixed.value());
            case DecisionThreshold.Tuned tuned -> tuned + " " + rule.costs();
        };
    }

    /** All that decides the bytes of a model. */
    private static Digest identity(
            TaskDefinition task, Instant asOf, TrainingSection section, TrainingSpec spec, TrainingSnapshot snapshot) {
        String search = section.trials().isPresent()
                ? section.trials().getAsInt() + " trials beside "
                        + new TreeSet<>(section.parameters().keySet())
                : "no search";
        String text = String.join(
                "\n",
                task.name().text(),
                task.kind().key(),
                task.features().toString(),
                task.outcome().toString(),
                decision(task.decision()),
                asOf.toString(),
                spec.algorithm(),
                spec.settings().toString(),
                Long.toString(spec.common().seed()),
                snapshot.sample().map(SampleIdentity::toString).orElse("no sample builder"),
                search,
                snapshot.digest().text(),
                EngineVersion.current(),
                "contents " + Manifest.CONTENTS);
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
