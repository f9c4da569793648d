package dev.understudy.fx.home;

/**
 * Something that was done.
 *
 * @param time when, briefly
 * @param moment when, to the minute
 * @param task of which task
 * @param sentence what
 * @param chip how it ended, in a word
 * @param tone how it ended
 */
public record RecentRow(String time, String moment, String task, String sentence, String chip, Tone tone) {}
