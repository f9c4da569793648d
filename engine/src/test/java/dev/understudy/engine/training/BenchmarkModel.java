package dev.understudy.engine.training;

import com.microsoft.ml.lightgbm.PredictionType;
import dev.understudy.engine.model.ScorerForm;
import dev.understudy.engine.model.TreeEnsemble;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Trees for benchmarks, grown by LightGBM on made-up events of 25 columns, three of them nominal; and LightGBM itself. */
public final class BenchmarkModel implements AutoCloseable {
    /** What is grown. */
    public enum Kind {
        /** 300 trees of 32 leaves. */
        BOOSTING(16_000, "num_iterations=300 num_leaves=32 learning_rate=0.05"),
        /** 200 trees of 1,000 leaves. */
        FOREST(
                32_000,
                "num_iterations=200 num_leaves=1000 max_depth=12 min_data_in_leaf=2 learning_rate=0.005"
                        + " bagging_freq=1 bagging_fraction=0.6 feature_fraction_bynode=0.3"),
        /** 24 trees of 12,500 leaves, 25,000 nodes. */
        FULL_DEPTH(
                60_000,
                "num_iterations=24 num_leaves=12500 min_data_in_leaf=1 min_sum_hessian_in_leaf=0 learning_rate=0.005"
                        + " bagging_freq=1 bagging_fraction=0.6 feature_fraction_bynode=0.3");

        private final int rows;
        private final String parameters;

        Kind(int rows, String parameters) {
            this.rows = rows;
            this.parameters = parameters;
        }

        private String parameters() {
            return parameters
                    + " objective=binary max_bin=511 num_threads=1 seed=7 deterministic=true force_row_wise=true"
                    + " use_missing=false verbosity=-1 max_cat_to_onehot=1000 categorical_feature="
                    + IntStream.range(WIDTH - NOMINAL, WIDTH)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(","));
        }
    }

    /** How many numbers an event has. */
    public static final int WIDTH = 25;

    /** How many values a nominal column has. */
    public static final int LEVELS = 12;

    private static final int NOMINAL = 3;

    private final LGBMBooster booster;
    private final TreeEnsemble compiled;

    private BenchmarkModel(LGBMBooster booster, TreeEnsemble compiled) {
        this.booster = booster;
        this.compiled = compiled;
    }

    /** Grows a model, the same every time; the text of one that was grown before is read. */
    public static BenchmarkModel of(Kind kind) {
        LightGbmLibrary.load();
        Path kept = Path.of(
                "target",
                "benchmark-models",
                kind + "-" + Integer.toHexString(kind.parameters().hashCode()));
        try {
            if (!Files.exists(kept)) {
                Files.createDirectories(kept.toAbsolutePath().getParent());
                Files.writeString(kept, grown(kind));
            }
            String text = Files.readString(kept);
            int[] positions = IntStream.range(0, WIDTH)
                    .map(column -> nominal()[column] ? LEVELS : 0)
                    .toArray();
            return new BenchmarkModel(
                    LGBMBooster.loadModelFromString(text),
                    LightGbmModelText.flatten(text, positions, 1).build(new double[1], ScorerForm.Link.IDENTITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LGBMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String grown(Kind kind) throws LGBMException {
        double[] rows = events(kind.rows, 7);
        SplittableRandom random = new SplittableRandom(7);
        float[] outcomes = new float[kind.rows];
        for (int row = 0; row < outcomes.length; row++) {
            outcomes[row] = outcome(rows, row * WIDTH, random);
        }
        try (LGBMDataset data = LGBMDataset.createFromMat(rows, kind.rows, WIDTH, true, kind.parameters(), null)) {
            data.setField("label", outcomes);
            try (LGBMBooster booster = LGBMBooster.create(data, kind.parameters())) {
                int trees = Integer.parseInt(kind.parameters.replaceAll("num_iterations=(\\d+).*", "$1"));
                for (int tree = 0; tree < trees; tree++) {
                    booster.updateOneIter();
                }
                return booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN);
            }
        }
    }

    private static float outcome(double[] rows, int at, SplittableRandom random) {
        double sum = rows[at + 24] == 3 ? 2 : 0;
        for (int column = 1; column < 8; column++) {
            sum += column % 4 == 0 ? rows[at + column] / 30 - 1 : rows[at + column] * rows[at + column + 8];
        }
        return sum + 1.5 * random.nextGaussian() > 0 ? 1 : 0;
    }

    /** As we score it: the sum of the leaves. */
    public TreeEnsemble compiled() {
        return compiled;
    }

    /** What LightGBM itself says, on one thread: the sum of the leaves. */
    public double[] predict(double[] rows) {
        try {
            return booster.predictForMat(
                    rows, rows.length / WIDTH, WIDTH, true, PredictionType.C_API_PREDICT_RAW_SCORE, "num_threads=1");
        } catch (LGBMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which columns are nominal. */
    public static boolean[] nominal() {
        boolean[] nominal = new boolean[WIDTH];
        Arrays.fill(nominal, WIDTH - NOMINAL, WIDTH, true);
        return nominal;
    }

    /** Events, row by row. */
    public static double[] events(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rows = new double[count * WIDTH];
        for (int i = 0; i < rows.length; i++) {
            int column = i % WIDTH;
            rows[i] = column >= WIDTH - NOMINAL
                    ? random.nextInt(LEVELS)
                    : column % 4 == 0 ? random.nextInt(60) : random.nextGaussian();
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            booster.close();
        } catch (LGBMException e) {
            throw new IllegalStateException(e);
        }
    }
}
