package dev.understudy.fx.architecture.canary;

/** Starts a thread of its own instead of asking the task runner: must be rejected. */
final class CallsThreads {
    void go() {
        Thread.ofVirtual().start(() -> {});
    }
}
