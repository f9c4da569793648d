package dev.understudy.engine.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Joins the writes of many threads into one durable commit. Whoever gets the lock writes for all who wait; the others
 * find their work done. A failed piece of work is rolled back alone.
 */
final class GroupCommit {
    /** What makes a commit survive a crash, beyond the commit itself. */
    @FunctionalInterface
    interface Durability {
        void sync(Handle handle);

        /** Writes something that leaves nothing behind, and fails where the log's next rows would. */
        default void probe(Handle handle) {}

        /** Mends what a failed write may have broken, once a later one has succeeded. */
        default void recover() {}

        /** Why what is acknowledged may be lost all the same, for operators; nothing where it is not. */
        default List<String> doubts(Handle handle) {
            return List.of();
        }
    }

    private final Jdbi jdbi;
    private final Durability durability;
    private final ReentrantLock writer = new ReentrantLock();
    private final ConcurrentLinkedQueue<Pending<?>> waiting = new ConcurrentLinkedQueue<>();

    GroupCommit(Jdbi jdbi, Durability durability) {
        this.jdbi = jdbi;
        this.durability = durability;
    }

    <T> T run(Function<Handle, T> work) {
        Pending<T> mine = new Pending<>(work);
        waiting.add(mine);
        writer.lock();
        try {
            if (!mine.done) {
                commitAll();
            }
        } finally {
            writer.unlock();
        }
        return mine.result();
    }

    private void commitAll() {
        List<Pending<?>> group = new ArrayList<>();
        for (Pending<?> next = waiting.poll(); next != null; next = waiting.poll()) {
            group.add(next);
        }
        try {
            jdbi.useHandle(handle -> {
                handle.useTransaction(transaction -> group.forEach(pending -> pending.runIn(transaction)));
                durability.sync(handle);
            });
        } catch (RuntimeException | Error e) { // whoever is not told of a failure believes in a success
            group.forEach(pending -> pending.fail(e));
        }
        group.forEach(pending -> pending.done = true);
    }

    /** One thread's work; read and written only under the lock until it is done. */
    private static final class Pending<T> {
        private static final String SAVEPOINT = "piece";

        private final Function<Handle, T> work;
        private volatile boolean done;
        private @Nullable T value;
        private @Nullable Throwable failure;

        Pending(Function<Handle, T> work) {
            this.work = work;
        }

        void runIn(Handle handle) {
            handle.savepoint(SAVEPOINT);
            try {
                value = work.apply(handle);
                handle.releaseSavepoint(SAVEPOINT);
            } catch (RuntimeException | Error e) {
                failure = e;
                handle.rollbackToSavepoint(SAVEPOINT);
            }
        }

        void fail(Throwable e) {
            if (failure == null) {
                failure = e;
            }
        }

        @SuppressWarnings("NullAway") // a T of the caller's choice, which may itself be nullable
        T result() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return value;
        }
    }
}
