package dev.understudy.engine.traffic;

import java.util.Locale;

/** What the logs hold. */
enum FactKind {
    EVENT,
    OUTCOME,
    PREDICTION;

    /** The name in the log. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
