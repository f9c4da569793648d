package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.model.Manifest;
import dev.understudy.engine.model.ManifestJson;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.registry.ModelRegistry;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.signing.ModelSignature;
import dev.understudy.engine.signing.ModelTrust;
import dev.understudy.engine.signing.SigningKey;
import dev.understudy.engine.simulation.SimulatedModel;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.store.ObjectPath;
import dev.understudy.engine.traffic.ExternalModel;
import dev.understudy.engine.traffic.ExternalModels;
import java.util.Optional;
import java.util.stream.Stream;

/** Versions together with their artifacts. */
public final class ModelRepository {
    private final ModelRegistry registry;
    private final ArtifactStore store;
    private final SampleBuilders samples;
    private final ExternalModels externals;
    private final Signing signing;

    /**
     * Versions and their artifacts.
     *
     * @param samples the sample builders that are there
     * @param externals models that live elsewhere
     * @param signing who signs, and whose signatures are wanted
     */
    public ModelRepository(
            ModelRegistry registry,
            ArtifactStore store,
            SampleBuilders samples,
            ExternalModels externals,
            Signing signing) {
        this.registry = registry;
        this.store = store;
        this.samples = samples;
        this.externals = externals;
        this.signing = signing;
    }

    /**
     * How artifacts are signed.
     *
     * @param key signs each new artifact; absent: they are not signed
     * @param trust whose artifacts are taken
     */
    public record Signing(Optional<SigningKey> key, ModelTrust trust) {}

    /**
     * A version's facts.
     *
     * @throws UnderstudyException UNKNOWN_VERSION if it is not there; MODEL_EXTERNAL if it lives elsewhere
     */
    public ModelVersion version(TaskName task, VersionName version) {
        if (version.isExternal()) {
            throw new UnderstudyException(
                    ErrorCode.MODEL_EXTERNAL,
                    external(task, version).version() + " of " + task
                            + " lives elsewhere: its log is here, and there is no artifact. It can be compared with"
                            + " (simulate --live " + version + "); it cannot be a candidate, be released or fill in"
                            + " what it has not logged");
        }
        return registry.find(task, version).orElseThrow(() -> unknown(task, version));
    }

    /**
     * A model that lives elsewhere.
     *
     * @throws UnderstudyException UNKNOWN_VERSION if its log was never imported
     */
    public ExternalModel external(TaskName task, VersionName version) {
        return externals.find(task, version).orElseThrow(() -> unknown(task, version));
    }

    private UnderstudyException unknown(TaskName task, VersionName version) {
        Stream<VersionName> known = Stream.concat(
                registry.versions(task).stream().map(ModelVersion::version),
                externals.models(task).stream().map(ExternalModel::version));
        return new UnderstudyException(
                ErrorCode.UNKNOWN_VERSION,
                "there is no version " + version + " of " + task + "; there are "
                        + known.map(VersionName::text)
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("none yet"));
    }

    /**
     * A version, read from the store and checked in full.
     *
     * @throws UnderstudyException UNKNOWN_VERSION; ARTIFACT_INVALID if it is not what was trained; PLUG_IN_MISSING if its
     *     sample builder is not there
     */
    public SimulatedModel load(TaskName task, VersionName name) {
        ModelVersion version = version(task, name);
        ModelArtifact artifact = artifact(version);
        return new SimulatedModel(
                name,
                artifact.digest(),
                artifact.model().with(samples),
                version.facts().leaks());
    }

    /** A version's artifact, read from the store and checked in full. */
    public ModelArtifact artifact(ModelVersion version) {
        ObjectPath folder = ObjectPath.model(version.task(), version.version());
        byte[] manifest = store.read(folder.child(ModelArtifact.MANIFEST));
        byte[] tensors = store.read(folder.child(ModelArtifact.TENSORS));
        signing.trust().check(() -> signature(folder), manifest, tensors);
        ModelArtifact artifact = ModelArtifact.read(manifest, tensors);
        checkDigest(version, artifact.digest());
        return artifact;
    }

    /**
     * What a version's manifest says; empty where the store does not have it.
     *
     * @throws UnderstudyException ARTIFACT_INVALID if it is not the one that was trained
     */
    public Optional<Manifest> manifest(ModelVersion version) {
        ObjectPath path = ObjectPath.model(version.task(), version.version()).child(ModelArtifact.MANIFEST);
        if (!store.exists(path)) {
            return Optional.empty();
        }
        byte[] bytes = store.read(path);
        checkDigest(version, Digest.of(bytes));
        return Optional.of(ManifestJson.read(bytes));
    }

    private static void checkDigest(ModelVersion version, Digest found) {
        if (!found.equals(version.digest())) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID,
                    "the manifest of " + version.version() + " is not the one that was trained: expected "
                            + version.digest() + ", and found " + found);
        }
    }

    private Optional<byte[]> signature(ObjectPath folder) {
        ObjectPath path = folder.child(ModelSignature.FILE);
        return store.exists(path) ? Optional.of(store.read(path, ModelSignature.LONGEST)) : Optional.empty();
    }

    /** Puts an artifact into the store, signed where there is a key; when this returns, it is durable. */
    void save(TaskName task, VersionName version, ModelArtifact artifact) {
        ObjectPath folder = ObjectPath.model(task, version);
        store.create(folder.child(ModelArtifact.TENSORS), artifact.tensorBytes());
        signing.key().ifPresent(key -> sign(key, task, folder, artifact));
        // last, since a manifest is what makes a folder a model
        store.create(folder.child(ModelArtifact.MANIFEST), artifact.manifestBytes());
    }

    /** A signature of the same bytes is another one each time: one that is there stays, if it is of the same key. */
    private void sign(SigningKey key, TaskName task, ObjectPath folder, ModelArtifact artifact) {
        byte[] manifest = artifact.manifestBytes();
        byte[] tensors = artifact.tensorBytes();
        try {
            store.create(folder.child(ModelSignature.FILE), ModelSignature.sign(key, task, manifest, tensors));
        } catch (UnderstudyException e) {
            if (e.code() != ErrorCode.ARTIFACT_EXISTS) {
                throw e;
            }
            ModelSignature.verify(key.trusted(), signature(folder), manifest, tensors);
        }
    }

    /** Where a version's files lie. */
    String uri(TaskName task, VersionName version) {
        return store.uri(ObjectPath.model(task, version)).toString();
    }
}
