package dev.understudy.engine.database;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Whether a database keeps what is written. Who asks after a failure has a probe written, since a service that is not
 * ready gets no calls, and so makes no writes that could show that all is well again. Thread-safe.
 */
final class WriteHealth {
    private final Jdbi jdbi;
    private final GroupCommit.Durability durability;
    private volatile boolean troubled;

    WriteHealth(Jdbi jdbi, GroupCommit.Durability durability) {
        this.jdbi = jdbi;
        this.durability = durability;
    }

    void failed() {
        troubled = true;
    }

    void succeeded() {
        if (troubled) {
            mend();
        }
    }

    /** One at a time; a failure while it goes on counts. */
    private synchronized void mend() {
        troubled = false;
        try {
            durability.recover();
        } catch (JdbiException e) {
            troubled = true;
        }
    }

    boolean isGood() {
        if (!troubled) {
            return true;
        }
        try {
            jdbi.useHandle(handle -> {
                handle.useTransaction(durability::probe);
                durability.sync(handle);
            });
            succeeded();
            return !troubled;
        } catch (JdbiException e) {
            return false;
        }
    }

    List<String> doubts() {
        return jdbi.withHandle(durability::doubts);
    }
}
