package dev.understudy.engine.training;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import dev.understudy.engine.model.TreeEnsembleBuilder;
import smile.classification.DecisionTree;
import smile.model.cart.RegressionNode;
import smile.model.cart.SplitRule;
import smile.regression.RegressionTree;

/** Trains single decision trees with Smile and compiles them. */
final class SmileTreeTrainer {
    private SmileTreeTrainer() {}

    static Scorer train(TrainingSet set, TrainingSpec.DecisionTree spec) {
        return set.kind() == TaskKind.REGRESSION ? compile(set, regression(set, spec)) : compile(set, fit(set, spec));
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
        return DecisionTree.fit(
                SmileFrames.formula(),
                SmileFrames.of(set),
                new DecisionTree.Options(
                        SplitRule.GINI, spec.maxDepth(), SmileForestTrainer.NO_LIMIT, spec.nodeSize()));
    }

    static Scorer compile(TrainingSet set, DecisionTree tree) {
        int outputs = set.space().outputs(set.kind());
        TreeEnsembleBuilder trees = new TreeEnsembleBuilder(set.schema().positions(), outputs);
        SmileTrees.append(trees, tree.root(), leaf -> SmileForestTrainer.shares(leaf, 1, set));
        return trees.build(new double[outputs], ScorerForm.Link.IDENTITY);
    }
}
