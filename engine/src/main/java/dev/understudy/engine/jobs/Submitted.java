package dev.understudy.engine.jobs;

import java.time.Duration;

/** What became of a submission. */
public sealed interface Submitted {
    /**
     * The job is durable.
     *
     * @param id its id
     * @param fresh whether it was not there before under its key
     */
    record Accepted(JobId id, boolean fresh) implements Submitted {}

    /**
     * Another job was handed in under the same key, by the same owner for the same task.
     *
     * @param id of that one
     */
    record Conflicting(JobId id) implements Submitted {}

    /**
     * Too many jobs of the task wait already.
     *
     * @param waiting how many
     * @param retryAfter when there may be room
     */
    record Full(long waiting, Duration retryAfter) implements Submitted {}
}
