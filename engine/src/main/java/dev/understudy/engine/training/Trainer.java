package dev.understudy.engine.training;

import dev.understudy.engine.common.EngineVersion;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.CalibratedScorer;
import dev.understudy.engine.model.Calibration;
import dev.understudy.engine.model.FeatureImportance;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.model.Provenance;
import dev.understudy.engine.model.ScoreUnit;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.Tuning;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.task.DecisionRule;
import dev.understudy.engine.task.DecisionThreshold;
import dev.understudy.engine.task.TaskDefinition;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
        TrainingSet set = TrainingSet.of(snapshot, spec);
        control.checkCancelled();
        control.progress("training " + spec.algorithm(), 0, -1);
        Scorer scorer = scorer(set, spec, control).over(set);
        control.checkCancelled();
        control.progress("weighing features", 0, -1);
        Optional<FeatureImportance> importance = scorer.isExplainable()
                ? Optional.of(FeatureImportance.of(
                        set.schema(),
                        scorer,
                        ScoreUnit.of(task.kind(), scorer.form().link()),
                        set,
                        spec.common().seed()))
                : Optional.empty();
        control.checkCancelled();
        Fitted fitted = fitted(snapshot, spec, set, scorer, control);
        SortedMap<String, Double> metrics = InSampleMetrics.of(set, fitted.threshold(), fitted.scorer());
        metrics.putAll(fitted.metrics());
        return ModelArtifact.of(
                task.name(),
                task.kind(),
                set.schema(),
                snapshot.sample(),
                set.space(),
                fitted.threshold(),
                fitted.scorer(),
                new Provenance(
                        spec.algorithm(),
                        spec.settings(),
                        spec.common().seed(),
                        snapshot.spec().asOf(),
                        snapshot.digest(),
                        snapshot.rows(),
                        metrics,
                        importance,
                        tuning,
                        EngineVersion.current()));
    }

    /**
     * A scorer with what was fitted to events that an earlier model had not seen.
     *
     * @param metrics what these events say of it
     */
    private record Fitted(Scorer scorer, double threshold, SortedMap<String, Double> metrics) {}

    private static Fitted fitted(
            TrainingSnapshot snapshot, TrainingSpec spec, TrainingSet set, Scorer scorer, RunControl control) {
        DecisionRule decision = snapshot.spec().task().decision();
        CalibrationMethod method = spec.common().options().calibration();
        SortedMap<String, Double> metrics = new TreeMap<>();
        if (method == CalibrationMethod.NONE && decision.threshold() instanceof DecisionThreshold.Fixed fixed) {
            return new Fitted(scorer, fixed.value(), metrics);
        }
        OutOfTime held = OutOfTime.of(snapshot, spec, set, early -> scorer(early, spec, control), control);
        metrics.put("out-of-time-log-loss", held.logLoss());
        Optional<Calibration> calibration = CalibrationFit.of(method, held);
        OutOfTime probabilities = calibration.map(held::calibrated).orElse(held);
        Scorer calibrated = calibration
                .<Scorer>map(fit -> new CalibratedScorer(scorer, fit))
                .orElse(scorer);
        return switch (decision.threshold()) {
            case DecisionThreshold.Fixed fixed -> new Fitted(calibrated, fixed.value(), metrics);
            case DecisionThreshold.Tuned tuned -> {
                ThresholdTuning.Best best = ThresholdTuning.of(
                        tuned.goal(), decision.costs(), probabilities.ofOutput(0), probabilities.isOfOutput(0));
                metrics.put("threshold", best.threshold());
                metrics.put("out-of-time-" + tuned.goal().key(), best.value());
                yield new Fitted(calibrated, best.threshold(), metrics);
            }
        };
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
                case TrainingSpec.LogisticRegression logistic -> SmileLogisticTrainer.train(set, logistic, control);
            };
        } catch (RuntimeException e) {
            control.checkCancelled(); // a cancelled forest ends in whatever its threads threw
            throw e;
        }
    }
}
