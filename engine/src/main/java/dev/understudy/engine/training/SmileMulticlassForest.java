package dev.understudy.engine.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smile.classification.DecisionTree;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.vector.ValueVector;
import smile.math.MathEx;
import smile.model.cart.CART;
import smile.model.cart.SplitRule;
import smile.validation.ClassificationMetrics;

/**
 * Grows the trees of forests with three classes and more, or with balanced ones, one by one. Smile's own loop takes the events that a tree did
 * not see for a binary task where they happen to be of two classes only, and fails: with one rare class, nearly always.
 * And it takes whole numbers only as weights of classes.
 */
final class SmileMulticlassForest {
    private final TrainingSpec.RandomForest spec;
    private final DataFrame inputs;
    private final ValueVector outcomes;
    private final int[] labels;
    private final int[][] byClass;
    private final int[][] order;
    private final SmileProgress<?> progress;

    SmileMulticlassForest(DataFrame frame, int classes, TrainingSpec.RandomForest spec, SmileProgress<?> progress) {
        this.spec = spec;
        this.inputs = SmileFrames.formula().x(frame);
        this.outcomes = SmileFrames.formula().y(frame);
        this.labels = outcomes.toIntArray();
        this.byClass = IntStream.range(0, classes)
                .mapToObj(wanted -> IntStream.range(0, labels.length)
                        .filter(row -> labels[row] == wanted)
                        .toArray())
                .toArray(int[][]::new);
        this.order = CART.order(inputs);
        this.progress = progress;
    }

    /**
     * The forest.
     *
     * @param seeds one a tree, so that threads may grow them in any order
     */
    RandomForest grow(long[] seeds) {
        RandomForest.Model[] trees =
                Arrays.stream(seeds).parallel().mapToObj(this::tree).toArray(RandomForest.Model[]::new);
        return new RandomForest(SmileFrames.formula(), byClass.length, trees, null, new double[inputs.ncol()]);
    }

    private RandomForest.Model tree(long seed) {
        int[] times = drawn(new SplittableRandom(seed));
        int[] unseen =
                IntStream.range(0, times.length).filter(row -> times[row] == 0).toArray();
        MathEx.setSeed(seed); // which features a split looks at
        DecisionTree tree = new DecisionTree(
                inputs,
                labels,
                outcomes.field(),
                byClass.length,
                SplitRule.GINI,
                spec.maxDepth(),
                SmileForestTrainer.NO_LIMIT,
                spec.nodeSize(),
                spec.mtry() == 0 ? Math.max(1, (int) Math.sqrt(inputs.ncol())) : spec.mtry(),
                times,
                order);
        int[] truth = Arrays.stream(unseen).map(row -> labels[row]).toArray();
        int[] said =
                Arrays.stream(unseen).map(row -> tree.predict(inputs.get(row))).toArray();
        progress.grown();
        return new RandomForest.Model(tree, ClassificationMetrics.of(0, 0, truth, said));
    }

    /** How often a tree sees each event: drawn class by class, so that rare classes are in every tree. */
    private int[] drawn(SplittableRandom random) {
        int[] times = new int[labels.length];
        for (int[] rows : byClass) {
            if (spec.common().options().balanced()) {
                draw(Math.max(1, Math.round(labels.length * spec.subsample() / byClass.length)), rows, random, times);
            } else if (spec.subsample() == 1) {
                draw(rows.length, rows, random, times);
            } else {
                long wanted = Math.round(rows.length * spec.subsample());
                for (int at = 0; at < rows.length; at++) { // each row by the chance that it is among those still wanted
                    if (random.nextInt(rows.length - at) < wanted) {
                        times[rows[at]] = 1;
                        wanted--;
                    }
                }
            }
        }
        return times;
    }

    private static void draw(long draws, int[] rows, SplittableRandom random, int[] times) {
        for (long draw = 0; draw < draws; draw++) {
            times[rows[random.nextInt(rows.length)]]++;
        }
    }
}
