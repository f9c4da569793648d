package dev.understudy.engine.model;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.FeatureSchema;
import dev.understudy.engine.features.SampleIdentity;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.traffic.RawInput;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** A model as it is stored: the bytes of its manifest and of its tensors, and the model compiled from them. */
public final class ModelArtifact {
    /** The manifest's name in the store. */
    public static final String MANIFEST = "manifest.json";
    /** The tensors' name in the store. */
    public static final String TENSORS = "model.safetensors";

    private final byte[] manifestBytes;
    private final byte[] tensorBytes;
    private final CompiledModel model;

    private ModelArtifact(byte[] manifestBytes, byte[] tensorBytes, CompiledModel model) {
        this.manifestBytes = manifestBytes;
        this.tensorBytes = tensorBytes;
        this.model = model;
    }

    /** Makes the artifact of a model that was just trained. */
    public static ModelArtifact of(
            TaskName task,
            TaskKind kind,
            FeatureSchema schema,
            Optional<SampleIdentity> sample,
            OutcomeSpace outcomes,
            double threshold,
            Scorer scorer,
            Provenance provenance) {
        byte[] tensors = Safetensors.write(scorer.tensors());
        CalibrationMethod calibration = scorer instanceof CalibratedScorer calibrated
                ? calibrated.calibration().method()
                : CalibrationMethod.NONE;
        Manifest unproven = new Manifest(
                task,
                kind,
                schema,
                sample,
                outcomes,
                threshold,
                calibration,
                scorer.form(),
                provenance,
                List.of(),
                Digest.of(tensors));
        CompiledModel model = new CompiledModel(unproven, scorer);
        Manifest manifest = new Manifest(
                task,
                kind,
                schema,
                sample,
                outcomes,
                threshold,
                calibration,
                scorer.form(),
                provenance,
                GoldenInputs.of(schema, provenance.seed()).stream()
                        .map(input -> golden(model, input))
                        .toList(),
                unproven.tensors());
        return new ModelArtifact(ManifestJson.write(manifest), tensors, new CompiledModel(manifest, scorer));
    }

    private static GoldenPrediction golden(CompiledModel model, RawInput input) {
        return new GoldenPrediction(
                input, DoubleStream.of(model.golden(input)).boxed().toList());
    }

    /**
     * Reads an artifact and checks it in full: digests, sizes, offsets, indexes, finite numbers, golden predictions.
     *
     * @throws UnderstudyException ARTIFACT_INVALID, saying what is wrong
     */
    public static ModelArtifact read(byte[] manifestBytes, byte[] tensorBytes) {
        Manifest manifest = ManifestJson.read(manifestBytes);
        if (manifest.golden().isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID, "the manifest has no golden predictions to check the model by");
        }
        Digest actual = Digest.of(tensorBytes);
        if (!actual.equals(manifest.tensors())) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID,
                    "the model file is not the one of its manifest: expected " + manifest.tensors() + ", and found "
                            + actual);
        }
        TensorSet tensors = new TensorSet(Safetensors.read(tensorBytes));
        int[] positions = manifest.schema().positions();
        int outputs = manifest.outcomes().outputs(manifest.kind());
        Scorer raw = switch (manifest.form().kind()) {
            case TREE_ENSEMBLE ->
                TreeEnsemble.read(tensors, positions, outputs, manifest.form().link());
            case LINEAR ->
                LinearScorer.read(tensors, positions, outputs, manifest.form().link());
            case NETWORK ->
                NetworkScorer.read(tensors, positions, outputs, manifest.form().link());
        };
        Scorer scorer = switch (manifest.calibration()) {
            case NONE -> raw;
            case PLATT -> new CalibratedScorer(raw, PlattCalibration.read(tensors, outputs));
            case ISOTONIC -> new CalibratedScorer(raw, IsotonicCalibration.read(tensors, outputs));
        };
        tensors.noMore();
        return new ModelArtifact(manifestBytes, tensorBytes, new CompiledModel(manifest, scorer).proven());
    }

    /** The model's identity: SHA-256 of the manifest's bytes. */
    public Digest digest() {
        return Digest.of(manifestBytes);
    }

    /** The manifest's bytes; not a copy. */
    public byte[] manifestBytes() {
        return manifestBytes;
    }

    /** The tensors' bytes; not a copy. */
    public byte[] tensorBytes() {
        return tensorBytes;
    }

    /** The model, ready to score. */
    public CompiledModel model() {
        return model;
    }
}
