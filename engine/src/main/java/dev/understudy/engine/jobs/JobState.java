package dev.understudy.engine.jobs;

import java.time.Instant;

/** How it stands with a job. */
public sealed interface JobState {
    /**
     * It waits.
     *
     * @param due from when on it may be worked on; later than its submission after a failed try
     */
    record Queued(Instant due) implements JobState {}

    /**
     * Somebody works on it.
     *
     * @param since when this try began
     */
    record Running(Instant since) implements JobState {}

    /**
     * It is done.
     *
     * @param at when
     * @param result what came of it, as text that the queue does not look into
     */
    record Succeeded(Instant at, String result) implements JobState {}

    /**
     * It is set aside.
     *
     * @param at when
     * @param failure why
     */
    record Failed(Instant at, JobFailure failure) implements JobState {}

    /** The name in calls and output. */
    default String key() {
        return switch (this) {
            case Queued queued -> "queued";
            case Running running -> "running";
            case Succeeded succeeded -> "succeeded";
            case Failed failed -> "failed";
        };
    }
}
