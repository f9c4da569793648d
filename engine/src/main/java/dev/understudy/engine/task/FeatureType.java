package dev.understudy.engine.task;

import java.util.Locale;

/** How a raw value becomes numbers. */
public enum FeatureType {
    /** A number; a missing one is a value of its own. */
    NUMERIC,
    /** One of a set of texts; unseen and missing ones are values of their own. */
    CATEGORICAL,
    /** Words. */
    TEXT;

    /** The name in the task file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
