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
import java.util.Arrays;
import smile.classification.AdaBoost;
import smile.classification.DecisionTree;
import smile.math.MathEx;
import smile.model.cart.DecisionNode;

/** Trains AdaBoost with Smile and compiles it: a class's score is its share of the trees' votes. */
final class SmileAdaBoostTrainer {
    private static final VarHandle VOTES = votes();

    private SmileAdaBoostTrainer() {}

    private static VarHandle votes() {
        try {
            return MethodHandles.privateLookupIn(AdaBoost.class, MethodHandles.lookup())
                    .findVarHandle(AdaBoost.class, "alpha", double[].class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Smile keeps its trees' votes elsewhere", e);
        }
    }

    static Scorer train(TrainingSet set, TrainingSpec.AdaBoost spec, RunControl control) {
        return compile(set, fit(set, spec, control));
    }

    static AdaBoost fit(TrainingSet set, TrainingSpec.AdaBoost spec, RunControl control) {
        MathEx.setSeed(spec.common().seed()); // which events a tree sees; drawn in this thread
        try (var progress = new SmileProgress<AdaBoost.TrainingStatus>(control, "growing trees", spec.trees())) {
            AdaBoost model = AdaBoost.fit(
                    SmileFrames.formula(),
                    SmileFrames.of(set),
                    new AdaBoost.Options(
                            spec.trees(),
                            spec.maxDepth(),
                            SmileForestTrainer.NO_LIMIT,
                            spec.nodeSize(),
                            null,
                            progress));
            if (model.size() == 0) {
                throw new UnderstudyException(
                        ErrorCode.NOT_ENOUGH_DATA,
                        "training.algorithm: ada-boost found no tree of depth " + spec.maxDepth()
                                + " that does better than guessing; expected features that tell the outcomes apart");
            }
            return model;
        }
    }

    static Scorer compile(TrainingSet set, AdaBoost model) {
        double[] votes = (double[]) VOTES.get(model);
        double all = Arrays.stream(votes).sum();
        int outputs = set.space().outputs(set.kind());
        TreeEnsembleBuilder builder = new TreeEnsembleBuilder(set.schema().positions(), outputs);
        DecisionTree[] trees = model.trees();
        for (int tree = 0; tree < trees.length; tree++) {
            double share = votes[tree] / all;
            SmileTrees.append(builder, trees[tree].root(), leaf -> {
                int said = ((DecisionNode) leaf).output();
                double[] values = new double[outputs];
                if (set.kind() == TaskKind.BINARY) {
                    values[0] = said == 1 ? share : 0;
                } else {
                    values[said] = share;
                }
                return values;
            });
        }
        return builder.build(new double[outputs], ScorerForm.Link.IDENTITY);
    }
}
