package dev.understudy.fx.home;

/**
 * A figure to take in at a glance.
 *
 * @param label what it is
 * @param value the figure
 * @param note what to hold it against
 * @param help the whole of it, in a sentence
 * @param tone bad where it calls for a look
 */
public record KeyFigure(String label, String value, String note, String help, Tone tone) {}
