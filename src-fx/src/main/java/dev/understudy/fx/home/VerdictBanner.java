package dev.understudy.fx.home;

/**
 * The newest verdict of a task.
 *
 * @param tone approved is good, inconclusive open, rejected bad, none plain
 * @param text the sentence
 * @param help the gate's reason, or what to do
 */
public record VerdictBanner(Tone tone, String text, String help) {}
