package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.model.GoldenPrediction;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.store.ObjectPath;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Fetches the model that a pointer names, checks it in full and warms it up. */
final class ModelLoading {
    /** Enough for the compiler to have seen the scorer's loops; a fraction of a second. */
    private static final int WARM_UP_SCORES = 2_000;

    private final Supplier<ArtifactStore> store;
    private final SampleBuilders samples;
    private final InstantSource clock;

    ModelLoading(Supplier<ArtifactStore> store, SampleBuilders samples, InstantSource clock) {
        this.store = store;
        this.samples = samples;
        this.clock = clock;
    }

    /**
     * The model, ready to answer.
     *
     * @throws UnderstudyException ARTIFACT_INVALID if it is not the one that the pointer means
     */
    ServedModel load(TaskName task, ModelPointer pointer) {
        ArtifactStore from = store.get();
        ObjectPath folder = from.pathOf(URI.create(pointer.uri()));
        ModelArtifact artifact = ModelArtifact.read(
                from.read(folder.child(ModelArtifact.MANIFEST)), from.read(folder.child(ModelArtifact.TENSORS)));
        if (!artifact.digest().equals(pointer.digest())) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID,
                    "the manifest of " + pointer.version() + " is not the one that was released: expected "
                            + pointer.digest() + ", and found " + artifact.digest());
        }
        CompiledModel model = artifact.model().with(samples);
        if (!model.manifest().task().equals(task)) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID,
                    "the model that is released for " + task + " is one of "
                            + model.manifest().task());
        }
        warmUp(model);
        return new ServedModel(task, pointer, model, clock.instant());
    }

    private static void warmUp(CompiledModel model) {
        List<GoldenPrediction> golden = model.manifest().golden();
        for (int i = 0; i < WARM_UP_SCORES; i++) {
            model.golden(golden.get(i % golden.size()).input());
        }
    }
}
