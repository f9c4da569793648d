package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains boosted trees with LightGBM and compiles them. It trains in one thread: the same sums everywhere, and with
 * OpenMP's waiting threads a machine that does other work too needed three to ten times as long.
 */
final class LightGbmTrainer {
    private static final int ALL_TREES = 0;

    private LightGbmTrainer() {}

    static Scorer train(TrainingSet set, TrainingSpec.LightGbm spec, RunControl control) {
        ScorerForm.Link link = switch (set.kind()) {
            case BINARY -> ScorerForm.Link.SIGMOID;
            case MULTICLASS -> ScorerForm.Link.SOFTMAX;
            case REGRESSION -> ScorerForm.Link.IDENTITY;
        };
        return compile(set, modelText(set, spec, control), link);
    }

    static Scorer compile(TrainingSet set, String text, ScorerForm.Link link) {
        int outputs = set.space().outputs(set.kind());
        return LightGbmModelText.flatten(text, set.schema().positions(), outputs)
                .build(new double[outputs], link);
    }

    /** The trained model in LightGBM's own format. */
    static String modelText(TrainingSet set, TrainingSpec.LightGbm spec, RunControl control) {
        LightGbmLibrary.load();
        float[] outcomes = new float[set.size()];
        for (int row = 0; row < outcomes.length; row++) {
            outcomes[row] = (float) set.outcomes()[row];
        }
        String parameters = parameters(set, spec);
        try (LGBMDataset data =
                LGBMDataset.createFromMat(set.rows(), set.size(), set.schema().width(), true, parameters, null)) {
            data.setField("label", outcomes);
            if (spec.common().options().balanced()) {
                data.setField("weight", weights(set, spec));
            }
            try (LGBMBooster booster = LGBMBooster.create(data, parameters)) {
                boolean finished = false; // by itself, since nothing is left to split
                for (int turn = 1; turn <= spec.trees() && !finished; turn++) {
                    control.checkCancelled();
                    finished = booster.updateOneIter();
                    control.progress("growing trees", turn, spec.trees());
                }
                return booster.saveModelToString(0, ALL_TREES, LGBMBooster.FeatureImportanceType.GAIN);
            }
        } catch (LGBMException e) {
            throw new UnderstudyException(
                    ErrorCode.TRAINING_INVALID,
                    "training.algorithm: lightgbm refuses this training: " + e.getMessage());
        }
    }

    private static float[] weights(TrainingSet set, TrainingSpec.LightGbm spec) {
        double[] ofClass = ClassWeights.of(set, spec.common().options());
        float[] weights = new float[set.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = (float) ofClass[(int) set.outcomes()[row]];
        }
        return weights;
    }

    /**
     * In LightGBM's own words. Categories are split off one at a time, whatever their number, as in the other trees; and
     * nothing is missing, since events are encoded before.
     */
    private static String parameters(TrainingSet set, TrainingSpec.LightGbm spec) {
        int[] positions = set.schema().positions();
        String categorical = IntStream.range(0, positions.length)
                .filter(column -> positions[column] > 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        return String.join(
                " ",
                objective(set),
                "num_leaves=" + spec.leaves(),
                "max_depth=" + (spec.maxDepth() == 0 ? -1 : spec.maxDepth()),
                "min_data_in_leaf=" + spec.nodeSize(),
                "learning_rate=" + spec.learningRate(),
                "lambda_l2=" + spec.lambda(),
                "bagging_fraction=" + spec.subsample(),
                "bagging_freq=" + (spec.subsample() < 1 ? 1 : 0),
                "feature_fraction=" + spec.featureShare(),
                "seed=" + (Long.hashCode(spec.common().seed()) & Integer.MAX_VALUE),
                "deterministic=true force_row_wise=true num_threads=1 use_missing=false verbosity=-1",
                categorical.isEmpty()
                        ? ""
                        : "categorical_feature=" + categorical + " max_cat_to_onehot=" + Integer.MAX_VALUE);
    }

    private static String objective(TrainingSet set) {
        return set.kind() == TaskKind.MULTICLASS
                ? "objective=multiclass num_class=" + set.space().classes().size()
                : set.kind() == TaskKind.BINARY ? "objective=binary" : "objective=regression";
    }
}
