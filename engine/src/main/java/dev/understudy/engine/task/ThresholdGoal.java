package dev.understudy.engine.task;

import java.util.Locale;

/** What a tuned threshold is the best for. */
public enum ThresholdGoal {
    /** The largest F1 of the positive class. */
    F1,
    /** The least cost of wrong decisions. */
    COST;

    /** The name in the task file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
