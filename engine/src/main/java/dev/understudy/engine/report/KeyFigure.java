package dev.understudy.engine.report;

/**
 * One of the few numbers that people ask for first.
 *
 * @param value the number
 * @param label of what
 * @param detail what has to be said with it
 */
public record KeyFigure(String value, String label, String detail) {}
