package dev.understudy.engine.training;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import dev.understudy.engine.model.TreeEnsembleBuilder;
import java.util.Arrays;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.model.cart.CART;
import smile.model.cart.DecisionNode;
import smile.model.cart.LeafNode;
import smile.model.cart.RegressionNode;
import smile.model.cart.SplitRule;
import smile.regression.RegressionTree;

/** Trains single decision trees with Smile and compiles them. */
final class SmileTreeTrainer {
    private static final int WEIGHT_ONE = 100;

    private SmileTreeTrainer() {}

    static Scorer train(TrainingSet set, TrainingSpec.DecisionTree spec) {
        return set.kind() == TaskKind.REGRESSION
                ? compile(set, regression(set, spec))
                : compile(set, spec, fit(set, spec));
    }

    static RegressionTree regression(TrainingSet set, TrainingSpec.DecisionTree spec) {
        return RegressionTree.fit(
                SmileFrames.formula(),
                SmileFrames.of(set),
                new RegressionTree.Options(spec.maxDepth(), SmileForestTrainer.NO_LIMIT, spec.nodeSize()));
    }

    static Scorer compile(TrainingSet set, RegressionTree tree) {
        TreeEnsembleBuilder trees = new TreeEnsembleBuilder(set.schema().positions(), 1);
        SmileTrees.append(trees, tree.root(), leaf -> new double[] {((RegressionNode) leaf).output()});
        return trees.build(new double[1], ScorerForm.Link.IDENTITY);
    }

    static DecisionTree fit(TrainingSet set, TrainingSpec.DecisionTree spec) {
        if (spec.common().options().balanced()) {
            return balanced(set, spec);
        }
        return DecisionTree.fit(
                SmileFrames.formula(),
                SmileFrames.of(set),
                new DecisionTree.Options(
                        SplitRule.GINI, spec.maxDepth(), SmileForestTrainer.NO_LIMIT, spec.nodeSize()));
    }

    /** Smile counts events in whole numbers, so that an event of weight 1 counts this often, and a leaf's least size too. */
    private static DecisionTree balanced(TrainingSet set, TrainingSpec.DecisionTree spec) {
        double[] weights = ClassWeights.of(set, spec.common().options());
        int[] labels = set.labels();
        int[] times = Arrays.stream(labels)
                .map(label -> (int) Math.max(1, Math.round(weights[label] * WEIGHT_ONE)))
                .toArray();
        DataFrame frame = SmileFrames.of(set);
        DataFrame inputs = SmileFrames.formula().x(frame);
        return new DecisionTree(
                inputs,
                labels,
                SmileFrames.formula().y(frame).field(),
                weights.length,
                SplitRule.GINI,
                spec.maxDepth(),
                SmileForestTrainer.NO_LIMIT,
                Math.multiplyExact(spec.nodeSize(), WEIGHT_ONE),
                inputs.ncol(),
                times,
                CART.order(inputs));
    }

    /** A leaf's class shares, smoothed as if each class had one event more. */
    private static double[] shares(LeafNode leaf, int eventsAs, TrainingSet set) {
        int[] counts = ((DecisionNode) leaf).count();
        double all = counts.length;
        double[] shares = new double[counts.length];
        for (int of = 0; of < counts.length; of++) {
            shares[of] = (double) counts[of] / eventsAs + 1;
            all += (double) counts[of] / eventsAs;
        }
        for (int of = 0; of < counts.length; of++) {
            shares[of] /= all;
        }
        return set.kind() == TaskKind.BINARY ? new double[] {shares[1]} : shares;
    }

    static Scorer compile(TrainingSet set, TrainingSpec.DecisionTree spec, DecisionTree tree) {
        if (!spec.common().options().balanced()) {
            return compile(set, tree);
        }
        int outputs = set.space().outputs(set.kind());
        TreeEnsembleBuilder trees = new TreeEnsembleBuilder(set.schema().positions(), outputs);
        SmileTrees.append(trees, tree.root(), leaf -> shares(leaf, WEIGHT_ONE, set));
        return trees.build(new double[outputs], ScorerForm.Link.IDENTITY);
    }

    static Scorer compile(TrainingSet set, DecisionTree tree) {
        int outputs = set.space().outputs(set.kind());
        TreeEnsembleBuilder trees = new TreeEnsembleBuilder(set.schema().positions(), outputs);
        SmileTrees.append(trees, tree.root(), leaf -> SmileForestTrainer.shares(leaf, 1, set));
        return trees.build(new double[outputs], ScorerForm.Link.IDENTITY);
    }
}
