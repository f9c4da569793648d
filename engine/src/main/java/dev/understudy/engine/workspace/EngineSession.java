package dev.understudy.engine.workspace;

import java.time.Duration;
import java.util.function.Function;

/**
 * The engine for a program that stays open: calls share it, and the database is closed again once nobody has called for
 * a while, so that a command can have the workspace in between. The next call opens it anew. Safe for many threads.
 */
public final class EngineSession implements AutoCloseable {
    /** Long enough for a row of calls, and short beside a command's patience. */
    public static final Duration IDLE = Duration.ofSeconds(2);

    private final Engine engine;
    private final Duration idle;
    private final Alarm alarm;
    private int calls;
    private long lastCall;
    private boolean closed;

    /** Rings once, later. */
    @FunctionalInterface
    public interface Alarm {
        /** Has an action run after a delay, on any thread. */
        void after(Duration delay, Runnable action);
    }

    /**
     * A session on an engine, which belongs to it from then on.
     *
     * @param idle how long nobody must have called before the database is closed
     * @param alarm what rings when that time is over
     */
    public EngineSession(Engine engine, Duration idle, Alarm alarm) {
        this.engine = engine;
        this.idle = idle;
        this.alarm = alarm;
    }

    /** The workspace. */
    public Workspace workspace() {
        return engine.workspace();
    }

    /**
     * Makes calls on the engine. What the engine hands out must not be used after this returns.
     *
     * @throws IllegalStateException if the session has been closed
     */
    public <T> T call(Function<Engine, T> calls) {
        enter();
        try {
            return calls.apply(engine);
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        if (closed) {
            throw new IllegalStateException(
                    "the session with " + engine.workspace().directory() + " has been closed");
        }
        calls++;
    }

    private synchronized void leave() {
        calls--;
        lastCall++;
        if (calls == 0) {
            if (closed) {
                engine.close();
            } else {
                long call = lastCall;
                alarm.after(idle, () -> closeIfIdleSince(call));
            }
        }
    }

    private synchronized void closeIfIdleSince(long call) {
        if (calls == 0 && lastCall == call) {
            engine.close();
        }
    }

    /** Lets calls that go on end, and takes no more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (calls == 0) {
            engine.close();
        }
    }
}
