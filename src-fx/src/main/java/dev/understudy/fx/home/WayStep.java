package dev.understudy.fx.home;

/**
 * A step on a candidate's way.
 *
 * @param text its name
 * @param isDone whether the candidate has come there
 */
public record WayStep(String text, boolean isDone) {}
