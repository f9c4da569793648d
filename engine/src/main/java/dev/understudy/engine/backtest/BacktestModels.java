package dev.understudy.engine.backtest;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.pipeline.ModelTraining;
import dev.understudy.engine.simulation.SimulatedModel;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.store.ObjectPath;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.training.TrainingOverrides;
import java.lang.ref.SoftReference;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The models of a backtest, trained when they are first asked for and kept in a folder of their own, by their training's
 * identity: no version is registered, and a backtest that was cancelled or killed finds what it had trained.
 */
final class BacktestModels {
    private static final String HASH = "sha256:";

    private final ModelTraining training;
    private final ArtifactStore store;
    private final SampleBuilders samples;
    private final TaskDefinition task;
    private final RunControl control;
    private final Map<Instant, Digest> identities = new HashMap<>();
    private final Map<Digest, SoftReference<Loaded>> loaded = new HashMap<>();

    BacktestModels(
            ModelTraining training,
            ArtifactStore store,
            SampleBuilders samples,
            TaskDefinition task,
            RunControl control) {
        this.training = training;
        this.store = store;
        this.samples = samples;
        this.task = task;
        this.control = control;
    }

    private record Loaded(Digest digest, CompiledModel model) {}

    /**
     * The model of what was known at a moment.
     *
     * @param version what this backtest calls it
     * @throws dev.understudy.engine.common.UnderstudyException as training does
     */
    SimulatedModel asOf(Instant moment, VersionName version) {
        Digest identity = identities.get(moment);
        ModelTraining.Prepared prepared = null;
        if (identity == null) {
            prepared = training.prepare(task, moment, TrainingOverrides.none(), control);
            identity = prepared.identity();
            identities.put(moment, identity);
        }
        SoftReference<Loaded> known = loaded.get(identity);
        Loaded found = known == null ? null : known.get();
        if (found == null) {
            ObjectPath folder = new ObjectPath("models/" + task.name())
                    .child(identity.text().substring(HASH.length()));
            ObjectPath manifest = folder.child(ModelArtifact.MANIFEST);
            ObjectPath tensors = folder.child(ModelArtifact.TENSORS);
            ModelArtifact artifact;
            if (store.exists(manifest)) {
                artifact = ModelArtifact.read(store.read(manifest), store.read(tensors));
            } else {
                artifact = training.fit(
                                prepared == null
                                        ? training.prepare(task, moment, TrainingOverrides.none(), control)
                                        : prepared,
                                control)
                        .artifact();
                store.create(tensors, artifact.tensorBytes());
                store.create(manifest, artifact.manifestBytes()); // last, as it says that the model is there
            }
            found = new Loaded(artifact.digest(), artifact.model().with(samples));
            loaded.put(identity, new SoftReference<>(found));
        }
        return new SimulatedModel(version, found.digest(), found.model());
    }
}
