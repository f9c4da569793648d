package dev.understudy.engine.architecture.canary.getinstance.registry;

final class Singleton {
    private static final Singleton ONLY = new Singleton();

    private Singleton() {}

    static Singleton getInstance() {
        return ONLY;
    }
}
