package dev.understudy.engine.training;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.features.FeatureTable;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.snapshot.SnapshotSpec;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TaskFile;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.traffic.RawInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the two engines of gradient boosting train, all in all: encoding, trees, compilation, node covers and importance.
 * {@code docs/benchmarks.md} says how to run it.
 */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx4g", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TrainingBenchmark {
    private static final int ROWS = 200_000;
    private static final int FEATURES = 25;

    private TrainingSnapshot snapshot;

    /** Makes up events. */
    @Setup
    public void draw() {
        String features = IntStream.range(0, FEATURES)
                .mapToObj(i -> "  - {name: f" + i + ", type: numeric}\n")
                .collect(Collectors.joining());
        TaskDefinition task = TaskFile.parse("task.yaml", """
                apiVersion: understudy/v1
                task: made-up
                kind: binary
                event: {id: id, time: time}
                outcome: {column: y, positive: "1"}
                training: {algorithm: lightgbm}
                gate: {metrics: [{metric: auc, role: success, margin: 0.01}]}
                features:
                """ + features);
        SplittableRandom random = new SplittableRandom(5);
        FeatureTable table = new FeatureTable(task.features());
        FeatureColumn.Categorical outcomes = new FeatureColumn.Categorical("y");
        for (int row = 0; row < ROWS; row++) {
            Map<String, String> values = new HashMap<>();
            double signal = 0;
            for (int i = 0; i < FEATURES; i++) {
                double value = random.nextGaussian();
                values.put("f" + i, Double.toString(value));
                signal += i < 8 ? Math.sin(value * (1 + i % 3)) : 0;
            }
            table.add(RawInput.of(values));
            outcomes.add(signal + random.nextGaussian() > 0 ? "1" : "0");
        }
        snapshot = new TrainingSnapshot(
                new SnapshotSpec(task, Instant.parse("2026-01-01T00:00:00Z"), Optional.empty()),
                Digest.of("made up".getBytes(StandardCharsets.UTF_8)),
                table,
                outcomes);
    }

    private ModelArtifact train(String algorithm, int trees) {
        return new Trainer()
                .train(
                        snapshot,
                        TrainingSpecs.of(
                                new TrainingSection(
                                        algorithm, Optional.empty(), 7, Map.of("trees", Integer.toString(trees))),
                                TaskKind.BINARY),
                        RunControl.UNWATCHED);
    }

    /** 300 trees by LightGBM. */
    @Benchmark
    public ModelArtifact lightGbm() {
        return train("lightgbm", 300);
    }

    /** 15 trees by Smile: 300 would take minutes. */
    @Benchmark
    public ModelArtifact smileTwentiethOfTheTrees() {
        return train("gradient-boosting", 15);
    }
}
