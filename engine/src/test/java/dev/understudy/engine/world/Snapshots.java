package dev.understudy.engine.world;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.features.FeatureTable;
import dev.understudy.engine.snapshot.SnapshotSpec;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TaskFile;
import dev.understudy.engine.traffic.RawInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Training snapshots that are made up from a seed, with no log behind them. */
public final class Snapshots {
    private static final String[] COLOURS = {"red", "green", "blue", "grey"};

    private Snapshots() {}

    /** A task of a kind that sees three numbers, one of them often missing, and two categories. */
    public static TaskDefinition task(TaskKind kind) {
        String metric = kind == TaskKind.REGRESSION ? "mae" : "accuracy";
        return TaskFile.parse(
                "task.yaml", """
                apiVersion: understudy/v1
                task: made-up
                kind: %s
                event: {id: id, time: time}
                outcome: {column: y%s}
                features:
                  - {name: size, type: numeric}
                  - {name: age, type: numeric}
                  - {name: weight, type: numeric}
                  - {name: colour, type: categorical}
                  - {name: shape, type: categorical}
                training: {algorithm: random-forest, seed: 11}
                gate: {metrics: [{metric: %s, role: success, margin: 0.01}]}
                """.formatted(kind.key(), kind == TaskKind.BINARY ? ", positive: \"1\"" : "", metric));
    }

    /** Some made-up input; unseen and missing categories are among the later ones. */
    public static RawInput input(SplittableRandom random, boolean strange) {
        Map<String, String> values = new HashMap<>();
        values.put("size", number(random.nextDouble() * 10));
        values.put("weight", number(random.nextGaussian() * 1_000));
        if (random.nextInt(4) > 0) {
            values.put("age", Integer.toString(random.nextInt(80)));
        }
        values.put("colour", COLOURS[random.nextInt(COLOURS.length)]);
        values.put("shape", "shape-" + random.nextInt(12));
        if (strange && random.nextBoolean()) {
            values.put("colour", "never seen");
            values.remove("shape");
        }
        return RawInput.of(values);
    }

    /** A snapshot of so many rows; the same arguments give the same snapshot. */
    public static TrainingSnapshot of(TaskKind kind, int rows, long seed) {
        TaskDefinition task = task(kind);
        SplittableRandom random = new SplittableRandom(seed);
        FeatureTable features = new FeatureTable(task.features());
        FeatureColumn.Categorical outcomes =
                new FeatureColumn.Categorical(task.outcome().column());
        for (int row = 0; row < rows; row++) {
            RawInput input = input(random, false);
            features.add(input);
            outcomes.add(outcome(kind, input, random));
        }
        String name = kind + " " + rows + " " + seed;
        return new TrainingSnapshot(
                new SnapshotSpec(task, Instant.parse("2026-01-01T00:00:00Z"), Optional.empty()),
                Digest.of(name.getBytes(StandardCharsets.UTF_8)),
                features,
                outcomes);
    }

    /** A snapshot of a multiclass task in which two classes have turned up so far. */
    public static TrainingSnapshot twoOfSeveral(int rows, long seed) {
        TrainingSnapshot binary = of(TaskKind.BINARY, rows, seed);
        return new TrainingSnapshot(
                new SnapshotSpec(task(TaskKind.MULTICLASS), binary.spec().asOf(), Optional.empty()),
                binary.digest(),
                binary.features(),
                binary.outcomes());
    }

    private static String outcome(TaskKind kind, RawInput input, SplittableRandom random) {
        double signal = Double.parseDouble(String.valueOf(input.get("size")))
                + ("red".equals(input.get("colour")) ? 4 : 0)
                + random.nextGaussian();
        return switch (kind) {
            case BINARY -> signal > 6 ? "1" : "0";
            case MULTICLASS -> signal > 8 ? "high" : signal > 4 ? "middle" : "low";
            case REGRESSION -> number(signal);
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
