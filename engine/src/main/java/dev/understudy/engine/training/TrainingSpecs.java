package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.task.TrainingSection;
import java.util.List;

/** Turns the training section of a task into a specification, checked against the algorithm and the task's kind. */
public final class TrainingSpecs {
    private static final List<String> OF_CLASSES = List.of(
            "random-forest",
            "gradient-boosting",
            "lightgbm",
            "ada-boost",
            "decision-tree",
            "logistic-regression",
            "mlp");
    private static final List<String> OF_NUMBERS =
            List.of("random-forest", "gradient-boosting", "lightgbm", "decision-tree", "ridge", "lasso", "mlp");

    /** Smile's boosting has no weights of classes, neither of trees nor of votes. */
    private static final List<String> WITH_WEIGHTS =
            List.of("random-forest", "lightgbm", "decision-tree", "logistic-regression");

    private TrainingSpecs() {}

    /** The algorithms that fit a kind of task, the one to begin with first. */
    public static List<String> algorithms(TaskKind kind) {
        return switch (kind) {
            case BINARY, MULTICLASS -> OF_CLASSES;
            case REGRESSION -> OF_NUMBERS;
        };
    }

    /**
     * The specification that a section says.
     *
     * @throws UnderstudyException TRAINING_INVALID
     */
    public static TrainingSpec of(TrainingSection section, TaskKind kind) {
        TrainingSpec.Common common = new TrainingSpec.Common(section.seed(), section.window(), section.options());
        if (!algorithms(kind).contains(section.algorithm())) {
            throw unfit(section.algorithm(), kind);
        }
        checkOptions(section, kind);
        ParameterReader read = new ParameterReader(section);
        TrainingSpec spec = switch (section.algorithm()) {
            case "random-forest" ->
                new TrainingSpec.RandomForest(
                        common,
                        read.integer("trees", 200, 1, 100_000),
                        read.integer("maxDepth", 20, 2, 1_000),
                        read.integer("nodeSize", 5, 1, 1_000_000),
                        read.integer("mtry", 0, 0, 1_000_000),
                        read.number("subsample", 1, 0.01, 1));
            case "gradient-boosting" ->
                new TrainingSpec.GradientBoosting(
                        common,
                        read.integer("trees", 200, 1, 100_000),
                        read.integer("maxDepth", 6, 2, 1_000),
                        read.integer("nodeSize", 5, 1, 1_000_000),
                        read.number("learningRate", 0.1, 0.0001, 1),
                        read.number("subsample", 0.7, 0.01, 1));
            case "lightgbm" ->
                new TrainingSpec.LightGbm(
                        common,
                        read.integer("trees", 300, 1, 100_000),
                        read.integer("leaves", 31, 2, 100_000),
                        read.integer("maxDepth", 0, 0, 1_000),
                        read.integer("nodeSize", 20, 1, 1_000_000),
                        read.number("learningRate", 0.1, 0.0001, 1),
                        read.number("subsample", 1, 0.01, 1),
                        read.number("featureShare", 1, 0.01, 1),
                        read.number("lambda", 0, 0, 1e9));
            case "ada-boost" ->
                new TrainingSpec.AdaBoost(
                        common,
                        read.integer("trees", 200, 1, 100_000),
                        read.integer("maxDepth", 4, 2, 1_000),
                        read.integer("nodeSize", 5, 1, 1_000_000));
            case "decision-tree" ->
                new TrainingSpec.DecisionTree(
                        common, read.integer("maxDepth", 20, 2, 1_000), read.integer("nodeSize", 5, 1, 1_000_000));
            case "mlp" ->
                new TrainingSpec.Mlp(
                        common,
                        read.integer("units", 32, 1, 4_096),
                        read.integer("layers", 1, 1, 4),
                        read.integer("epochs", 60, 1, 10_000),
                        read.integer("batch", 64, 1, 100_000),
                        read.number("learningRate", 0.003, 1e-6, 1),
                        read.number("lambda", 0.0001, 0, 1e9));
            case "logistic-regression" ->
                new TrainingSpec.LogisticRegression(
                        common,
                        read.number("lambda", 1, 0, 1e9),
                        read.number("tolerance", 1e-5, 1e-12, 1),
                        read.integer("maxIterations", 500, 1, 1_000_000));
            case "ridge", "lasso" ->
                new TrainingSpec.PenalisedRegression(
                        common,
                        section.algorithm().equals("lasso"),
                        read.number("lambda", 0.001, 0, 1e9),
                        read.number("tolerance", 1e-6, 1e-12, 1),
                        read.integer("maxIterations", 1_000, 1, 1_000_000));
            default -> throw new IllegalStateException("an algorithm without parameters: " + section.algorithm());
        };
        read.noMore();
        return spec;
    }

    private static void checkOptions(TrainingSection section, TaskKind kind) {
        if (kind == TaskKind.REGRESSION && section.options().calibration() != CalibrationMethod.NONE) {
            throw new UnderstudyException(
                    ErrorCode.TRAINING_INVALID,
                    "training.calibration: " + section.options().calibration().key()
                            + " makes probabilities, which a regression has none of; expected none");
        }
        if (!section.options().balanced()) {
            return;
        }
        if (kind == TaskKind.REGRESSION) {
            throw new UnderstudyException(
                    ErrorCode.TRAINING_INVALID, "training.classWeights: a regression has no classes to balance");
        }
        if (!WITH_WEIGHTS.contains(section.algorithm())) {
            throw new UnderstudyException(
                    ErrorCode.TRAINING_INVALID,
                    "training.classWeights: " + section.algorithm() + " takes no weights; expected one of "
                            + String.join(", ", WITH_WEIGHTS));
        }
    }

    private static UnderstudyException unfit(String algorithm, TaskKind kind) {
        String expected = "expected one of " + String.join(", ", algorithms(kind));
        boolean other = OF_CLASSES.contains(algorithm) || OF_NUMBERS.contains(algorithm);
        return new UnderstudyException(
                ErrorCode.TRAINING_INVALID,
                "training.algorithm: " + algorithm
                        + (other ? " does not fit a " + kind.key() + " task" : " is not known") + "; " + expected);
    }
}
