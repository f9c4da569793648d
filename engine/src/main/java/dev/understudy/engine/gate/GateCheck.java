package dev.understudy.engine.gate;

/**
 * One thing that was checked.
 *
 * @param check its name
 * @param passed whether it holds
 * @param detail with which values, in one sentence
 */
public record GateCheck(String check, boolean passed, String detail) {}
