package dev.understudy.fx.architecture.canary;

/** Keeps state for all: must be rejected. */
final class StaticState {
    private static int opened;

    private StaticState() {}

    static int open() {
        return ++opened;
    }
}
