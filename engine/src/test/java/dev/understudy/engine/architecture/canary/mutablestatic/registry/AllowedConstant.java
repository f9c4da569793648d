package dev.understudy.engine.architecture.canary.mutablestatic.registry;

final class AllowedConstant {
    static final int LIMIT = 3;

    private AllowedConstant() {}
}
