package dev.understudy.engine.statistics;

import java.util.Locale;

/** How the events of a sample may depend on each other. */
public enum Dependence {
    /** Events of one cluster are correlated, and so are events of one block (day): two-way clusters. */
    AUTO,
    /** Every event is independent of every other. */
    NONE;

    /** The name in the task file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
