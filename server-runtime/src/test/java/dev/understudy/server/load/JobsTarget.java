package dev.understudy.server.load;

import dev.understudy.engine.jobs.JobId;
import java.io.IOException;
import java.time.Instant;

/** Takes jobs and shows them. */
interface JobsTarget extends AutoCloseable {
    /**
     * A job as it is seen.
     *
     * @param state its name
     * @param ended when it ended by the queue's clock; {@link Instant#MIN} where it has not
     * @param result what came of it, or empty
     */
    record Seen(String state, Instant ended, String result) {}

    /**
     * Hands a job in, and returns when it is durable.
     *
     * @param sender who does, from 0; each is one thread
     * @param body the event as JSON
     */
    JobId submit(int sender, String body) throws IOException;

    Seen see(JobId id) throws IOException;

    @Override
    void close() throws IOException;
}
