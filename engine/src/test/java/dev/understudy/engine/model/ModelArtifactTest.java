package dev.understudy.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.world.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelArtifactTest {
    private static final int EVENTS = 700; // several blocks of the tree scorer, and a part of one

    static Stream<ModelArtifact> artifacts() {
        return Stream.of(
                Models.forest(TaskKind.BINARY),
                Models.forest(TaskKind.MULTICLASS),
                Models.forest(TaskKind.REGRESSION),
                Models.trained(TaskKind.MULTICLASS, "decision-tree", Map.of()),
                Models.linear(),
                Models.trained(TaskKind.BINARY, "mlp", Map.of("layers", "2", "epochs", "3")),
                Models.trained(TaskKind.MULTICLASS, "mlp", Map.of("epochs", "3")),
                Models.trained(TaskKind.REGRESSION, "mlp", Map.of("epochs", "3")),
                Models.trained(TaskKind.MULTICLASS, "logistic-regression", Map.of("maxIterations", "20")),
                Models.calibrated(TaskKind.BINARY, CalibrationMethod.PLATT),
                Models.calibrated(TaskKind.BINARY, CalibrationMethod.ISOTONIC),
                Models.calibrated(TaskKind.MULTICLASS, CalibrationMethod.ISOTONIC),
                Models.withText("decision-tree"),
                Models.withText("logistic-regression"));
    }

    private static List<RawInput> inputs() {
        SplittableRandom random = new SplittableRandom(4);
        return Stream.generate(() -> Snapshots.noted(Snapshots.input(random, true), random, "1"))
                .limit(EVENTS)
                .toList();
    }

    private static double[] batch(CompiledModel model, List<RawInput> inputs) {
        int width = model.scorer().width();
        double[] rows = new double[inputs.size() * width];
        for (int row = 0; row < inputs.size(); row++) {
            model.encoder().encode(inputs.get(row), rows, row * width);
        }
        double[] numbers = new double[inputs.size() * model.scorer().outputs()];
        model.scorer().score(rows, inputs.size(), numbers);
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void oneEventAloneScoresAsItDoesInABatchBitForBit(ModelArtifact artifact) {
        CompiledModel model = artifact.model();
        List<RawInput> inputs = inputs();
        double[] batch = batch(model, inputs);

        for (int row = 0; row < EVENTS; row++) {
            assertThat(model.score(inputs.get(row)))
                    .as("event %d", row)
                    .isEqualTo(model.toScore(batch, row * model.scorer().outputs()));
        }
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void whatWasReadBackScoresTheSameBitForBit(ModelArtifact artifact) {
        ModelArtifact read = ModelArtifact.read(artifact.manifestBytes(), artifact.tensorBytes());

        assertThat(batch(read.model(), inputs())).isEqualTo(batch(artifact.model(), inputs()));
        assertThat(read.digest()).isEqualTo(artifact.digest());
        assertThat(read.model().manifest()).isEqualTo(artifact.model().manifest());
        assertThat(ManifestJson.write(read.model().manifest())).isEqualTo(artifact.manifestBytes());
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void goldenInputsAreMadeUpFromTheSchemaAlone(ModelArtifact artifact) {
        Manifest manifest = artifact.model().manifest();
        List<RawInput> made =
                GoldenInputs.of(manifest.schema(), manifest.provenance().seed());
        List<String> training = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(6); // as the snapshot was made
        for (int row = 0; row < 300; row++) {
            training.add(String.valueOf(Snapshots.input(random, false).get("weight")));
        }

        assertThat(manifest.golden().stream().map(GoldenPrediction::input).map(RawInput::toJson))
                .isEqualTo(made.stream().map(RawInput::toJson).toList())
                .isNotEmpty();
        for (GoldenPrediction golden : manifest.golden()) {
            assertThat(training).doesNotContain(String.valueOf(golden.input().get("weight")));
        }
        assertThat(made).as("unseen").anyMatch(input -> input.toJson().contains("never seen in training"));
        assertThat(made).as("missing").anyMatch(input -> input.get("size") == null || input.get("shape") == null);
    }
}
