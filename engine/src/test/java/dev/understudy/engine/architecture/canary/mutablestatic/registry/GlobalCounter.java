package dev.understudy.engine.architecture.canary.mutablestatic.registry;

final class GlobalCounter {
    static int count;

    private GlobalCounter() {}
}
