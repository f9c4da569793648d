package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import dev.understudy.engine.model.TreeEnsembleBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.model.cart.DecisionNode;
import smile.model.cart.LeafNode;
import smile.model.cart.RegressionNode;
import smile.model.cart.SplitRule;

/** Trains random forests with Smile and compiles them. */
final class SmileForestTrainer {
    /**
     * No limit. Any other number makes Smile grow its trees best-first, and that way ends too early: a few hundred
     * leaves where there should be thousands. Smile takes 0 for a limit too.
     */
    static final int NO_LIMIT = Integer.MAX_VALUE;

    /** So small that a tree with a weight does not notice. */
    private static final double LEAST_WEIGHT = 1e-300;

    private SmileForestTrainer() {}

    static Scorer train(TrainingSet set, TrainingSpec.RandomForest spec, RunControl control) {
        int columns = set.schema().width();
        if (spec.mtry() > columns) {
            throw new UnderstudyException(
                    ErrorCode.TRAINING_INVALID,
                    "training.parameters.mtry: expected at most " + columns
                            + ", the numbers that the features become, and found " + spec.mtry());
        }
        return set.kind() == TaskKind.REGRESSION
                ? compile(set, regression(SmileFrames.of(set), spec, control))
                : compile(set, classification(set, spec, control));
    }

    static RandomForest classification(TrainingSet set, TrainingSpec.RandomForest spec, RunControl control) {
        DataFrame frame = SmileFrames.of(set);
        try (var progress = new SmileProgress<RandomForest.TrainingStatus>(control, "growing trees", spec.trees())) {
            int classes = set.space().classes().size();
            if (classes > 2 || spec.common().options().balanced()) {
                return new SmileMulticlassForest(frame, classes, spec, progress).grow(seeds(spec));
            }
            return RandomForest.fit(
                    SmileFrames.formula(),
                    frame,
                    new RandomForest.Options(
                            spec.trees(),
                            spec.mtry(),
                            SplitRule.GINI,
                            spec.maxDepth(),
                            NO_LIMIT,
                            spec.nodeSize(),
                            spec.subsample(),
                            null,
                            seeds(spec),
                            progress));
        }
    }

    static smile.regression.RandomForest regression(
            DataFrame frame, TrainingSpec.RandomForest spec, RunControl control) {
        try (var progress = new SmileProgress<smile.regression.RandomForest.TrainingStatus>(
                control, "growing trees", spec.trees())) {
            return smile.regression.RandomForest.fit(
                    SmileFrames.formula(),
                    frame,
                    new smile.regression.RandomForest.Options(
                            spec.trees(),
                            spec.mtry() == 0 ? frame.ncol() - 1 : spec.mtry(),
                            spec.maxDepth(),
                            NO_LIMIT,
                            spec.nodeSize(),
                            spec.subsample(),
                            seeds(spec),
                            progress));
        }
    }

    /** A seed for every tree, so that threads may grow them in any order. */
    private static long[] seeds(TrainingSpec.RandomForest spec) {
        SplittableRandom random = new SplittableRandom(spec.common().seed());
        long[] seeds = new long[spec.trees()];
        Arrays.setAll(seeds, tree -> random.nextLong());
        return seeds;
    }

    static Scorer compile(TrainingSet set, RandomForest forest) {
        int outputs = set.space().outputs(set.kind());
        double weights = Arrays.stream(forest.models())
                .mapToDouble(SmileForestTrainer::weight)
                .sum();
        TreeEnsembleBuilder trees = new TreeEnsembleBuilder(set.schema().positions(), outputs);
        for (RandomForest.Model model : forest.models()) {
            double weight = weight(model) / weights;
            SmileTrees.append(trees, model.tree().root(), leaf -> shares(leaf, weight, set));
        }
        return trees.build(new double[outputs], ScorerForm.Link.IDENTITY);
    }

    /** How well a tree did on the events that it had not seen; a little where it had seen them all, or was always wrong. */
    private static double weight(RandomForest.Model model) {
        return model.weight() > 0 ? model.weight() : LEAST_WEIGHT;
    }

    /** A leaf's smoothed class shares; only the positive one's for a binary task. */
    static double[] shares(LeafNode leaf, double weight, TrainingSet set) {
        int classes = set.space().classes().size();
        double[] shares = ((DecisionNode) leaf).posteriori(new double[classes]);
        for (int i = 0; i < classes; i++) {
            shares[i] *= weight;
        }
        return set.kind() == TaskKind.BINARY ? new double[] {shares[1]} : shares;
    }

    static Scorer compile(TrainingSet set, smile.regression.RandomForest forest) {
        TreeEnsembleBuilder trees = new TreeEnsembleBuilder(set.schema().positions(), 1);
        int count = forest.models().length;
        for (smile.regression.RandomForest.Model model : forest.models()) {
            SmileTrees.append(
                    trees, model.tree().root(), leaf -> new double[] {((RegressionNode) leaf).output() / count});
        }
        return trees.build(new double[1], ScorerForm.Link.IDENTITY);
    }
}
