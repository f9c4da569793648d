package dev.understudy.engine.architecture.canary.time.workspace;

final class AllowedWiring {
    final long started = System.currentTimeMillis();
}
