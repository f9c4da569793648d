package dev.understudy.engine.jobs;

import java.time.Duration;

/** How a try ended. */
public sealed interface JobEnd {
    /** The worker's right to the job. */
    JobLease lease();

    /**
     * It is done.
     *
     * @param result what came of it
     */
    record Succeeded(JobLease lease, String result) implements JobEnd {}

    /**
     * It cannot be done, however often it is tried: it is set aside.
     *
     * @param failure why
     */
    record Failed(JobLease lease, JobFailure failure) implements JobEnd {}

    /**
     * It is to be tried again, if it has tries left; else it is set aside.
     *
     * @param failure why this try failed
     */
    record Retry(JobLease lease, JobFailure failure) implements JobEnd {}

    /**
     * The worker ends and has not begun with it, or can undo what it began: it waits again, and this try is not counted.
     *
     * @param after how long it waits
     */
    record GivenBack(JobLease lease, Duration after) implements JobEnd {}
}
