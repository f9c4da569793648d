package dev.understudy.engine.serving;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.model.GoldenPrediction;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.signing.ModelSignature;
import dev.understudy.engine.signing.ModelTrust;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.store.ObjectPath;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Fetches the model that a pointer names, checks it in full and warms it up. Thread-safe. */
final class ModelLoading {
    /** Enough for the compiler to have seen the scorer's loops; a fraction of a second. */
    private static final int WARM_UP_SCORES = 2_000;

    private final Supplier<ArtifactStore> store;
    private final SampleBuilders samples;
    private final ModelTrust trust;
    private final FetchPolicy policy;
    private final InstantSource clock;

    ModelLoading(
            Supplier<ArtifactStore> store,
            SampleBuilders samples,
            ModelTrust trust,
            FetchPolicy policy,
            InstantSource clock) {
        this.store = store;
        this.samples = samples;
        this.trust = trust;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Fetches the files from the store; nothing but the manifest's digest is checked.
     *
     * @throws UnderstudyException ARTIFACT_INVALID if it is not the one that the pointer means, or is too large;
     *     ARTIFACT_NAME_INVALID if the address is none of the store; ARTIFACT_MISSING; STORE_UNAVAILABLE
     */
    ModelFiles fetch(ModelPointer pointer) {
        ArtifactStore from = store.get();
        ObjectPath folder = from.pathOf(URI.create(pointer.uri()));
        byte[] manifest = manifest(from, folder, pointer);
        return new ModelFiles(
                manifest,
                from.read(folder.child(ModelArtifact.TENSORS), policy.largestTensors()),
                trust.isWanted() ? signature(from, folder.child(ModelSignature.FILE)) : Optional.empty());
    }

    private static Optional<byte[]> signature(ArtifactStore from, ObjectPath path) {
        return from.exists(path) ? Optional.of(from.read(path, ModelSignature.LONGEST)) : Optional.empty();
    }

    /**
     * Sees that the store has the model, without fetching all of it.
     *
     * @throws UnderstudyException as {@link #fetch}
     */
    void confirm(ModelPointer pointer) {
        ArtifactStore from = store.get();
        manifest(from, from.pathOf(URI.create(pointer.uri())), pointer);
    }

    private byte[] manifest(ArtifactStore from, ObjectPath folder, ModelPointer pointer) {
        byte[] manifest = from.read(folder.child(ModelArtifact.MANIFEST), policy.largestManifest());
        checkDigest(pointer, manifest);
        return manifest;
    }

    private static void checkDigest(ModelPointer pointer, byte[] manifest) {
        Digest found = Digest.of(manifest);
        if (!found.equals(pointer.digest())) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID,
                    "the manifest of " + pointer.version() + " is not the one that was released: expected "
                            + pointer.digest() + ", and found " + found);
        }
    }

    /**
     * The model of these files, ready to answer.
     *
     * @throws UnderstudyException ARTIFACT_INVALID if it is not the one that the pointer means, or nobody who is trusted
     *     has signed it
     */
    ServedModel load(TaskName task, ModelPointer pointer, ModelFiles files) {
        checkDigest(pointer, files.manifest());
        trust.check(files::signature, files.manifest(), files.tensors());
        CompiledModel model =
                ModelArtifact.read(files.manifest(), files.tensors()).model().with(samples);
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
