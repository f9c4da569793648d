package dev.understudy.fx.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Keeps what it is given until the test lets it run. */
public final class HeldExecutor implements Executor {
    private final Queue<Runnable> held = new ArrayDeque<>();

    @Override
    public void execute(Runnable command) {
        held.add(command);
    }

    /** How much waits. */
    public int size() {
        return held.size();
    }

    /** Runs all that waits, and what that adds. */
    public void runAll() {
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }
}
