package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import dev.understudy.engine.model.TreeEnsembleBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import smile.classification.GradientTreeBoost;
import smile.math.MathEx;
import smile.model.cart.LeafNode;
import smile.model.cart.Loss;
import smile.model.cart.RegressionNode;
import smile.regression.RegressionTree;

/** Trains boosted trees with Smile and compiles them. */
final class SmileBoostingTrainer {
    private static final VarHandle CLASSES_BASE = field(GradientTreeBoost.class, "b");
    private static final VarHandle CLASSES_SHRINKAGE = field(GradientTreeBoost.class, "shrinkage");
    private static final VarHandle NUMBER_BASE = field(smile.regression.GradientTreeBoost.class, "b");
    private static final VarHandle NUMBER_SHRINKAGE = field(smile.regression.GradientTreeBoost.class, "shrinkage");

    private SmileBoostingTrainer() {}

    private static VarHandle field(Class<?> model, String name) {
        try {
            return MethodHandles.privateLookupIn(model, MethodHandles.lookup())
                    .findVarHandle(model, name, double.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Smile keeps what its trees add to elsewhere", e);
        }
    }

    static Scorer train(TrainingSet set, TrainingSpec.GradientBoosting spec, RunControl control) {
        if (Math.round(set.size() * spec.subsample()) < 1) {
            throw new UnderstudyException(
                    ErrorCode.NOT_ENOUGH_DATA,
                    "training.parameters.subsample: " + spec.subsample() + " of " + set.size()
                            + " events is none at all; expected a share that leaves one");
        }
        return set.kind() == TaskKind.REGRESSION
                ? compile(set, regression(set, spec, control))
                : compile(set, classification(set, spec, control));
    }

    static GradientTreeBoost classification(TrainingSet set, TrainingSpec.GradientBoosting spec, RunControl control) {
        MathEx.setSeed(spec.common().seed()); // which events a tree sees; drawn in this thread
        try (var progress =
                new SmileProgress<GradientTreeBoost.TrainingStatus>(control, "growing trees", spec.trees())) {
            return GradientTreeBoost.fit(
                    SmileFrames.formula(),
                    SmileFrames.of(set),
                    new GradientTreeBoost.Options(
                            spec.trees(),
                            spec.maxDepth(),
                            SmileForestTrainer.NO_LIMIT,
                            spec.nodeSize(),
                            spec.learningRate(),
                            spec.subsample(),
                            null,
                            progress));
        }
    }

    static smile.regression.GradientTreeBoost regression(
            TrainingSet set, TrainingSpec.GradientBoosting spec, RunControl control) {
        MathEx.setSeed(spec.common().seed());
        try (var progress = new SmileProgress<smile.regression.GradientTreeBoost.TrainingStatus>(
                control, "growing trees", spec.trees())) {
            return smile.regression.GradientTreeBoost.fit(
                    SmileFrames.formula(),
                    SmileFrames.of(set),
                    new smile.regression.GradientTreeBoost.Options(
                            Loss.ls(),
                            spec.trees(),
                            spec.maxDepth(),
                            SmileForestTrainer.NO_LIMIT,
                            spec.nodeSize(),
                            spec.learningRate(),
                            spec.subsample(),
                            null,
                            progress));
        }
    }

    static Scorer compile(TrainingSet set, GradientTreeBoost model) {
        double shrinkage = (double) CLASSES_SHRINKAGE.get(model);
        int classes = set.space().classes().size();
        RegressionTree[][] trees = model.trees();
        if (classes > 2) { // a sequence of trees a class; their sums are exponents
            TreeEnsembleBuilder builder = new TreeEnsembleBuilder(set.schema().positions(), classes);
            for (int turn = 0; turn < trees[0].length; turn++) {
                for (int output = 0; output < classes; output++) {
                    append(builder, trees[output][turn], shrinkage, classes, output);
                }
            }
            return builder.build(new double[classes], ScorerForm.Link.SOFTMAX);
        }
        // one sequence, and p = 1 / (1 + exp(-2 sum)): the 2 goes into the leaves
        int outputs = set.space().outputs(set.kind());
        TreeEnsembleBuilder builder = new TreeEnsembleBuilder(set.schema().positions(), outputs);
        for (RegressionTree tree : trees[0]) {
            append(builder, tree, 2 * shrinkage, outputs, outputs - 1);
        }
        double[] base = new double[outputs];
        base[outputs - 1] = 2 * (double) CLASSES_BASE.get(model);
        return builder.build(base, outputs == 1 ? ScorerForm.Link.SIGMOID : ScorerForm.Link.SOFTMAX);
    }

    static Scorer compile(TrainingSet set, smile.regression.GradientTreeBoost model) {
        TreeEnsembleBuilder builder = new TreeEnsembleBuilder(set.schema().positions(), 1);
        for (RegressionTree tree : model.trees()) {
            append(builder, tree, (double) NUMBER_SHRINKAGE.get(model), 1, 0);
        }
        return builder.build(new double[] {(double) NUMBER_BASE.get(model)}, ScorerForm.Link.IDENTITY);
    }

    private static void append(
            TreeEnsembleBuilder builder, RegressionTree tree, double weight, int outputs, int output) {
        SmileTrees.append(builder, tree.root(), leaf -> {
            double[] values = new double[outputs];
            values[output] = weight * finite(leaf);
            return values;
        });
    }

    /** Smile divides by how unsure the trees before still were, which can be nothing at all. */
    private static double finite(LeafNode leaf) {
        double value = ((RegressionNode) leaf).output();
        if (!Double.isFinite(value)) {
            throw new UnderstudyException(
                    ErrorCode.TRAINING_INVALID,
                    "boosting ran out of errors to correct, and its newest trees say " + value
                            + "; expected fewer training.parameters.trees or a smaller learningRate");
        }
        return value;
    }
}
