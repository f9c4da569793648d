package dev.understudy.engine.world;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.features.FeatureTable;
import dev.understudy.engine.snapshot.SnapshotSpec;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.DecisionRule;
import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.FeatureType;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TaskFile;
import dev.understudy.engine.traffic.RawInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    /** A snapshot in which one class has lost four of five events. */
    public static TrainingSnapshot withRare(TaskKind kind, String rare, int rows, long seed) {
        TaskDefinition task = task(kind);
        SplittableRandom random = new SplittableRandom(seed);
        FeatureTable features = new FeatureTable(task.features());
        FeatureColumn.Categorical outcomes =
                new FeatureColumn.Categorical(task.outcome().column());
        while (features.rows() < rows) {
            RawInput input = input(random, false);
            String outcome = outcome(kind, input, random);
            if (!outcome.equals(rare) || random.nextInt(5) == 0) {
                features.add(input);
                outcomes.add(outcome);
            }
        }
        String name = kind + " rare " + rows + " " + seed;
        return new TrainingSnapshot(
                new SnapshotSpec(task, Instant.parse("2026-01-01T00:00:00Z"), Optional.empty()),
                Digest.of(name.getBytes(StandardCharsets.UTF_8)),
                features,
                outcomes);
    }

    /** A snapshot of so many rows with a text among the features: words of which some tell the outcome. */
    public static TrainingSnapshot withText(TaskKind kind, int rows, long seed) {
        TrainingSnapshot plain = of(kind, rows, seed);
        TaskDefinition task = withNote(plain.spec().task());
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom words = new SplittableRandom(seed + 1);
        FeatureTable features = new FeatureTable(task.features());
        FeatureColumn.Categorical outcomes =
                new FeatureColumn.Categorical(task.outcome().column());
        for (int row = 0; row < rows; row++) {
            RawInput input = input(random, false);
            String outcome = outcome(kind, input, random);
            features.add(noted(input, words, kind == TaskKind.REGRESSION ? "" : outcome));
            outcomes.add(outcome);
        }
        return new TrainingSnapshot(
                new SnapshotSpec(task, plain.spec().asOf(), Optional.empty()), plain.digest(), features, outcomes);
    }

    /** The task with a text in the middle of its features. */
    public static TaskDefinition withNote(TaskDefinition task) {
        List<FeatureDefinition> features = new ArrayList<>(task.features());
        features.add(2, new FeatureDefinition("note", FeatureType.TEXT));
        return new TaskDefinition(
                task.name(),
                task.kind(),
                task.event(),
                task.outcome(),
                features,
                task.sampleBuilder(),
                task.decision(),
                task.training(),
                task.simulation(),
                task.gate(),
                task.business(),
                task.log());
    }

    /** The input with a text, that now and then is missing and most times has a word of its outcome. */
    public static RawInput noted(RawInput input, SplittableRandom random, String outcome) {
        Map<String, String> values = new HashMap<>();
        for (String name : List.of("size", "age", "weight", "colour", "shape")) {
            String value = input.get(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        if (random.nextInt(20) > 0) {
            StringBuilder text = new StringBuilder(random.nextInt(3) > 0 ? "Word-of " + outcome : "Nothing.");
            for (int word = random.nextInt(12); word > 0; word--) {
                text.append(" w").append(random.nextInt(60));
            }
            values.put("note", text.toString());
        }
        return RawInput.of(values);
    }

    /** The snapshot with another rule of decision. */
    public static TrainingSnapshot deciding(TrainingSnapshot snapshot, DecisionRule rule) {
        TaskDefinition task = snapshot.spec().task();
        return new TrainingSnapshot(
                new SnapshotSpec(
                        new TaskDefinition(
                                task.name(),
                                task.kind(),
                                task.event(),
                                task.outcome(),
                                task.features(),
                                task.sampleBuilder(),
                                rule,
                                task.training(),
                                task.simulation(),
                                task.gate(),
                                task.business(),
                                task.log()),
                        snapshot.spec().asOf(),
                        Optional.empty()),
                snapshot.digest(),
                snapshot.features(),
                snapshot.outcomes());
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
