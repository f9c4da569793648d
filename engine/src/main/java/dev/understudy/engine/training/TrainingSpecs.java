package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.TrainingSection;
import java.util.List;
import java.util.Set;

/** Turns the training section of a task into a specification, checked against the algorithm and the task's kind. */
public final class TrainingSpecs {
    private static final Set<String> LATER =
            Set.of("gradient-boosting", "ada-boost", "ridge", "lasso", "mlp", "lightgbm");
    private static final List<String> ALL = List.of("random-forest", "decision-tree", "logistic-regression");
    private static final String SERVED = String.join(", ", ALL);

    private TrainingSpecs() {}

    /** The algorithms that fit a kind of task, the one to begin with first. */
    public static List<String> algorithms(TaskKind kind) {
        return switch (kind) {
            case BINARY, MULTICLASS -> ALL;
            case REGRESSION -> List.of("random-forest");
        };
    }

    /**
     * The specification that a section says.
     *
     * @throws UnderstudyException TRAINING_INVALID or NOT_AVAILABLE
     */
    public static TrainingSpec of(TrainingSection section, TaskKind kind) {
        TrainingSpec.Common common = new TrainingSpec.Common(section.seed(), section.window());
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
            case "decision-tree" ->
                new TrainingSpec.DecisionTree(
                        common, read.integer("maxDepth", 20, 2, 1_000), read.integer("nodeSize", 5, 1, 1_000_000));
            case "logistic-regression" ->
                new TrainingSpec.LogisticRegression(
                        common,
                        read.number("lambda", 0.1, 0, 1e9),
                        read.number("tolerance", 1e-5, 1e-12, 1),
                        read.integer("maxIterations", 500, 1, 1_000_000));
            default -> throw unknown(section.algorithm());
        };
        read.noMore();
        if (kind == TaskKind.REGRESSION && !(spec instanceof TrainingSpec.RandomForest)) {
            throw new UnderstudyException(
                    spec instanceof TrainingSpec.LogisticRegression
                            ? ErrorCode.TRAINING_INVALID
                            : ErrorCode.NOT_AVAILABLE,
                    "training.algorithm: " + section.algorithm()
                            + (spec instanceof TrainingSpec.LogisticRegression
                                    ? " predicts classes, and the task is a regression"
                                    : " of a regression is not available in this version")
                            + "; expected random-forest");
        }
        return spec;
    }

    private static UnderstudyException unknown(String algorithm) {
        return LATER.contains(algorithm)
                ? new UnderstudyException(
                        ErrorCode.NOT_AVAILABLE,
                        "training.algorithm: " + algorithm + " is not available in this version; expected one of "
                                + SERVED)
                : new UnderstudyException(
                        ErrorCode.TRAINING_INVALID,
                        "training.algorithm: expected one of " + SERVED + ", and found " + algorithm);
    }
}
