package dev.understudy.engine.database;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Joins the writes of many threads into one durable commit. A failed piece of work is rolled back alone.
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
    /** One lane: H2 has one writer, and a commit is one wait for the disk, whoever wrote. */
    private final Gathering<Pending<?>, Pending<?>> commits =
            new Gathering<>(1, Integer.MAX_VALUE, piece -> 1, this::commit);

    GroupCommit(Jdbi jdbi, Durability durability) {
        this.jdbi = jdbi;
        this.durability = durability;
    }

    <T> T run(Function<Handle, T> work) {
        Pending<T> mine = new Pending<>(work);
        commits.run(mine);
        return mine.result();
    }

    private List<Pending<?>> commit(List<Pending<?>> group) {
        try {
            jdbi.useHandle(handle -> {
                handle.useTransaction(transaction -> group.forEach(pending -> pending.runIn(transaction)));
                durability.sync(handle);
            });
        } catch (RuntimeException | Error e) { // whoever is not told of a failure believes in a success
            group.forEach(pending -> pending.fail(e));
        }
        return group;
    }

    /** One thread's work; others write to it only until its call has come back. */
    private static final class Pending<T> {
        private static final String SAVEPOINT = "piece";

        private final Function<Handle, T> work;
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
