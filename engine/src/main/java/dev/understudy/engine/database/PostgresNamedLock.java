package dev.understudy.engine.database;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.RunControl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Among all sessions of a PostgreSQL database, by an advisory lock of a session of its own: it ends with the session, so
 * that a process that is killed, or a machine that is gone, leaves nothing behind.
 */
final class PostgresNamedLock implements NamedLock {
    private final Jdbi jdbi;

    PostgresNamedLock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public <T> T hold(String name, RunControl control, Supplier<T> work) {
        long key = key(name);
        try (Handle session = jdbi.open()) {
            while (!ask(session, "SELECT pg_try_advisory_lock(:key)", key)) {
                NamedLock.await(name, control);
            }
            try {
                return work.get();
            } finally {
                giveBack(session, key);
            }
        }
    }

    private static boolean ask(Handle session, String question, long key) {
        return session.createQuery(question)
                .bind("key", key)
                .mapTo(Boolean.class)
                .one();
    }

    private static void giveBack(Handle session, long key) {
        try {
            ask(session, "SELECT pg_advisory_unlock(:key)", key);
        } catch (JdbiException e) {
            // the session is broken, and its locks are gone with it; the work is done all the same
        }
    }

    /** PostgreSQL's locks have numbers: the first 64 bits of the name's digest. */
    private static long key(String name) {
        return ByteBuffer.wrap(Digest.newSha256().digest(name.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
