package dev.understudy.engine.task;

/**
 * A measure that people outside care about.
 *
 * @param name the measure
 * @param higherIsBetter the direction people wish for
 */
public record BusinessMeasure(String name, boolean higherIsBetter) {}
