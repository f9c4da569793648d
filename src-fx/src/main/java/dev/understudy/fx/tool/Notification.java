package dev.understudy.fx.tool;

import java.time.Instant;

/**
 * Something the user was told.
 *
 * @param at when
 * @param level how bad it is
 * @param title what happened, in a few words
 * @param detail why, what was kept, what to do next; may be empty
 */
public record Notification(Instant at, Level level, String title, String detail) {
    /** How bad it is. */
    public enum Level {
        /** Good to know. */
        INFO,
        /** Something failed. */
        ERROR
    }
}
