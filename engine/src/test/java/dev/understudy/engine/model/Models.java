package dev.understudy.engine.model;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.task.TrainingOptions;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.training.Trainer;
import dev.understudy.engine.training.TrainingSpecs;
import dev.understudy.engine.world.Snapshots;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Trained artifacts, and model files written by hand. */
final class Models {
    private Models() {}

    static ModelArtifact forest(TaskKind kind) {
        return trained(kind, "random-forest", Map.of("trees", "3", "maxDepth", "3"));
    }

    static ModelArtifact linear() {
        return trained(TaskKind.BINARY, "logistic-regression", Map.of("maxIterations", "20"));
    }

    static ModelArtifact trained(TaskKind kind, String algorithm, Map<String, String> parameters) {
        TrainingSection section = new TrainingSection(algorithm, Optional.empty(), 5, parameters);
        return new Trainer().train(Snapshots.of(kind, 300, 6), TrainingSpecs.of(section, kind), RunControl.UNWATCHED);
    }

    /** A shallow tree, so that scores repeat, with calibrated scores. */
    static ModelArtifact calibrated(TaskKind kind, CalibrationMethod method) {
        TrainingSection section = new TrainingSection(
                "decision-tree",
                Optional.empty(),
                5,
                Map.of("maxDepth", "4"),
                TrainingOptions.none().withCalibration(method));
        return new Trainer().train(Snapshots.of(kind, 300, 6), TrainingSpecs.of(section, kind), RunControl.UNWATCHED);
    }

    static ModelArtifact withText(String algorithm) {
        TrainingSection section = new TrainingSection(
                algorithm, Optional.empty(), 5, Map.of(), TrainingOptions.none().withTextDimensions(128));
        return new Trainer()
                .train(
                        Snapshots.withText(TaskKind.BINARY, 300, 6),
                        TrainingSpecs.of(section, TaskKind.BINARY),
                        RunControl.UNWATCHED);
    }

    /** The manifest with another text in a place, and the digest of these tensors. */
    static byte[] manifest(ModelArtifact artifact, String from, String to, byte[] tensors) {
        String json = new String(artifact.manifestBytes(), StandardCharsets.UTF_8);
        if (!json.contains(from)) {
            throw new IllegalArgumentException("the manifest does not say " + from + ": " + json);
        }
        return json.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to))
                .replace(
                        artifact.model().manifest().tensors().text(),
                        Digest.of(tensors).text())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the artifact with these tensors in place of its own; the manifest vouches for them. */
    static ModelArtifact withTensors(ModelArtifact artifact, byte[] tensors) {
        return ModelArtifact.read(manifest(artifact, "formatVersion", "formatVersion", tensors), tensors);
    }

    static ModelArtifact withTensors(ModelArtifact artifact, SortedMap<String, Tensor> tensors) {
        return withTensors(artifact, Safetensors.write(tensors));
    }

    static SortedMap<String, Tensor> tensors(ModelArtifact artifact) {
        return Safetensors.read(artifact.tensorBytes());
    }

    /** A file with this header and so many bytes of zeros. */
    static byte[] file(String header, int bytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
