package dev.understudy.engine.jobs;

import java.util.Locale;

/** Which jobs are worked on first; within one priority, the earlier one. */
public enum JobPriority {
    HIGH,
    NORMAL,
    LOW;

    /** The name in calls and output, such as {@code high}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
