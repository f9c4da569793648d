package dev.understudy.fx.tool;

import java.util.Locale;

/** The tool windows, one of which may be open at the bottom. */
public enum ToolWindow {
    /** Work that goes on, and work that ended in this session. */
    TASKS,
    /** What the user was told. */
    NOTIFICATIONS,
    /** What happened, line by line. */
    LOG;

    /** Stable name in settings, resource keys and style classes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
