package dev.understudy.engine.traffic;

import java.util.Locale;

/** How a logged prediction came to be. */
public enum Origin {
    /** Answered to a caller at the time. */
    SERVED,
    /** Computed afterwards, for an event that was imported. */
    BACKFILLED;

    /** The name in the log. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
