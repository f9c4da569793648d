package dev.understudy.engine.report;

/**
 * Something to look up.
 *
 * @param name what
 * @param value how it is
 */
public record Fact(String name, String value) {}
