package dev.understudy.engine.statistics;

import static dev.understudy.engine.common.TaskKind.BINARY;
import static dev.understudy.engine.common.TaskKind.MULTICLASS;
import static dev.understudy.engine.common.TaskKind.REGRESSION;

import dev.understudy.engine.common.TaskKind;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a model is measured by. */
public enum Metric {
    /** Area under the ROC curve: the chance that a positive event scores above a negative one, ties counting half. */
    AUC("auc", Better.HIGHER),
    /** Mean of -ln(probability of what happened), the probability clipped to [1e-15, 1 - 1e-15]. */
    LOG_LOSS("log-loss", Better.LOWER),
    /** Mean of (score - outcome)². */
    BRIER("brier", Better.LOWER),
    /** Share of events whose label is the outcome. */
    ACCURACY("accuracy", Better.HIGHER),
    /** Harmonic mean of precision and recall. */
    F1("f1", Better.HIGHER),
    /** Share of positive outcomes among the positive labels. */
    PRECISION("precision", Better.HIGHER),
    /** Share of positive labels among the positive outcomes. */
    RECALL("recall", Better.HIGHER),
    /** Mean over the positive events of the precision at their score: the area under the precision-recall steps. */
    AVERAGE_PRECISION("average-precision", Better.HIGHER),
    /** Mean cost of a decision, by {@link DecisionCosts}. */
    COST("cost", Better.LOWER),
    /** Mean over the classes that occur among the outcomes of each class's F1. */
    MACRO_F1("macro-f1", Better.HIGHER),
    /** Mean absolute error. */
    MAE("mae", Better.LOWER),
    /** Root of the mean squared error. */
    RMSE("rmse", Better.LOWER),
    /** Share of the outcome's variance that the predictions explain: 1 - squared error / variance. */
    R2("r2", Better.HIGHER);

    private enum Better {
        HIGHER,
        LOWER
    }

    private final String key;
    private final Better better;

    Metric(String key, Better better) {
        this.key = key;
        this.better = better;
    }

    /** The name in task files and reports, such as {@code log-loss}. */
    public String key() {
        return key;
    }

    /** The name as people read it, such as {@code log loss}. */
    public String label() {
        return switch (this) {
            case AUC, MAE, RMSE -> name();
            case R2 -> "R²";
            default -> key.replace('-', ' ');
        };
    }

    /** Whether a larger value is a better one. */
    public boolean higherIsBetter() {
        return better == Better.HIGHER;
    }

    /** The kinds of task that it can measure. */
    public Set<TaskKind> kinds() {
        return switch (this) {
            case AUC, BRIER, F1, PRECISION, RECALL, AVERAGE_PRECISION, COST -> Set.of(BINARY);
            case LOG_LOSS, ACCURACY -> Set.of(BINARY, MULTICLASS);
            case MACRO_F1 -> Set.of(MULTICLASS);
            case MAE, RMSE, R2 -> Set.of(REGRESSION);
        };
    }

    /** Whether this version computes it; a task file that asks for another one is told so. */
    public boolean isAvailable() {
        return true;
    }

    /** The metric of that name, if there is one. */
    public static Optional<Metric> ofKey(String key) {
        return Stream.of(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }
}
