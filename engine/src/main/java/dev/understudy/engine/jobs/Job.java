package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as people see it. All times are the queue's own.
 *
 * @param id its id
 * @param task what it belongs to
 * @param owner who handed it in
 * @param priority what is worked on first
 * @param submittedAt when it was handed in
 * @param attempts how many tries have begun
 * @param lastFailure why the last failed try failed, if one did
 * @param state how it stands
 */
public record Job(
        JobId id,
        TaskName task,
        String owner,
        JobPriority priority,
        Instant submittedAt,
        int attempts,
        Optional<JobFailure> lastFailure,
        JobState state) {}
