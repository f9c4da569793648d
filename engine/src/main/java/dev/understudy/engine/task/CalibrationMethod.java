package dev.understudy.engine.task;

import java.util.Locale;

/** How a model's scores are made probabilities. */
public enum CalibrationMethod {
    /** They stay as they are. */
    NONE,
    /** A logistic curve over the scores' log-odds. */
    PLATT,
    /** The monotone curve that fits best. */
    ISOTONIC;

    /** The name in the task file and in manifests. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
