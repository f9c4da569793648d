package dev.understudy.fx.home;

/**
 * What a release promised, as it is drawn.
 *
 * @param name of the release: "v1→v2"
 * @param lower lower bound of the difference
 * @param value the difference
 * @param upper upper bound
 * @param sentence the whole of it
 */
public record Promise(String name, double lower, double value, double upper, String sentence) {}
