package dev.understudy.engine.training;

import dev.understudy.engine.common.EngineVersion;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.FeatureImportance;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.model.Provenance;
import dev.understudy.engine.model.ScoreUnit;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.Tuning;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TaskDefinition;
import java.util.Optional;

/** Trains models. The same snapshot and specification give the same artifact, byte for byte. */
public final class Trainer {
    /**
     * Whether this machine has what an algorithm needs; asked before the log is read.
     *
     * @throws UnderstudyException LIBRARY_MISSING, with what to install
     */
    public void checkLibraries(TrainingSpec spec) {
        if (spec instanceof TrainingSpec.LightGbm) {
            LightGbmLibrary.load();
        }
    }

    /**
     * Trains a model.
     *
     * @throws UnderstudyException NOT_ENOUGH_DATA if the snapshot has nothing to tell apart; CANCELLED
     */
    public ModelArtifact train(TrainingSnapshot snapshot, TrainingSpec spec, RunControl control) {
        return train(snapshot, spec, Optional.empty(), control);
    }

    /**
     * Trains a model.
     *
     * @param tuning how its parameters were found, if they were searched
     * @throws UnderstudyException NOT_ENOUGH_DATA if the snapshot has nothing to tell apart; CANCELLED
     */
    public ModelArtifact train(
            TrainingSnapshot snapshot, TrainingSpec spec, Optional<Tuning> tuning, RunControl control) {
        TaskDefinition task = snapshot.spec().task();
        TrainingSet set = TrainingSet.of(snapshot);
        control.checkCancelled();
        control.progress("training " + spec.algorithm(), 0, -1);
        Scorer scorer = scorer(set, spec, control).over(set.rows(), set.size());
        control.checkCancelled();
        control.progress("weighing features", 0, -1);
        Optional<FeatureImportance> importance = scorer.isExplainable()
                ? Optional.of(FeatureImportance.of(
                        set.schema(),
                        scorer,
                        ScoreUnit.of(task.kind(), scorer.form().link()),
                        set.rows(),
                        set.size(),
                        spec.common().seed()))
                : Optional.empty();
        control.checkCancelled();
        double threshold = task.decision().threshold();
        return ModelArtifact.of(
                task.name(),
                task.kind(),
                set.schema(),
                snapshot.sample(),
                set.space(),
                threshold,
                scorer,
                new Provenance(
                        spec.algorithm(),
                        spec.parameters(),
                        spec.common().seed(),
                        snapshot.spec().asOf(),
                        snapshot.digest(),
                        snapshot.rows(),
                        InSampleMetrics.of(set, threshold, scorer),
                        importance,
                        tuning,
                        EngineVersion.current()));
    }

    static Scorer scorer(TrainingSet set, TrainingSpec spec, RunControl control) {
        try {
            return switch (spec) {
                case TrainingSpec.RandomForest forest -> SmileForestTrainer.train(set, forest, control);
                case TrainingSpec.GradientBoosting boosting -> SmileBoostingTrainer.train(set, boosting, control);
                case TrainingSpec.LightGbm boosting -> LightGbmTrainer.train(set, boosting, control);
                case TrainingSpec.AdaBoost boosting -> SmileAdaBoostTrainer.train(set, boosting, control);
                case TrainingSpec.DecisionTree tree -> SmileTreeTrainer.train(set, tree);
                case TrainingSpec.PenalisedRegression linear -> PenalisedRegressionTrainer.train(set, linear, control);
                case TrainingSpec.Mlp network -> MlpTrainer.train(set, network, control);
                case TrainingSpec.LogisticRegression logistic -> SmileLogisticTrainer.train(set, logistic);
            };
        } catch (RuntimeException e) {
            control.checkCancelled(); // a cancelled forest ends in whatever its threads threw
            throw e;
        }
    }
}
