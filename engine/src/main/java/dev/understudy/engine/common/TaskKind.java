package dev.understudy.engine.common;

import java.util.Locale;

/** What is predicted. */
public enum TaskKind {
    /** One of two classes; the score is the probability of the positive one. */
    BINARY,
    /** One of several classes; the score is a probability for each. */
    MULTICLASS,
    /** A number. */
    REGRESSION;

    /** The name in the task file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
