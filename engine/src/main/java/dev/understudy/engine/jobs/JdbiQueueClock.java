package dev.understudy.engine.jobs;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What time it is for a queue in the database. Tests put one in place that they move by hand. */
@FunctionalInterface
interface JdbiQueueClock {
    /** The database's own clock, so that a worker whose clock is wrong does no harm. */
    JdbiQueueClock OF_DATABASE = handle ->
            handle.createQuery("SELECT CURRENT_TIMESTAMP").mapTo(Instant.class).one();

    /** Now, the same throughout a transaction. */
    Instant now(Handle handle);
}
