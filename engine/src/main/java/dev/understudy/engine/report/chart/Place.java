package dev.understudy.engine.report.chart;

/**
 * A place on a surface, in pixels from its upper left corner.
 *
 * @param x to the right
 * @param y downwards
 */
public record Place(double x, double y) {}
