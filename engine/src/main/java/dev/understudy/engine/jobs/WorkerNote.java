package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;

/** What operators should know of a worker. */
public sealed interface WorkerNote {
    /**
     * It cannot get at jobs, or cannot say what became of them; it goes on trying.
     *
     * @param code why
     * @param reason in words; may name hosts
     */
    record Waiting(String code, String reason) implements WorkerNote {}

    /** It gets at jobs again. */
    record GoingOn() implements WorkerNote {}

    /**
     * A try failed in a way that says nothing good of us.
     *
     * @param task of which task
     * @param id the job
     * @param failure as its owner will see it
     * @param cause what was thrown
     */
    record TryFailed(TaskName task, JobId id, JobFailure failure, Throwable cause) implements WorkerNote {}

    /**
     * A thread takes too long; it was left alone, and another one does its work.
     *
     * @param task at which task
     * @param jobs how many jobs it had
     * @param stuck how many such threads there are now
     */
    record Stuck(TaskName task, int jobs, int stuck) implements WorkerNote {}

    /**
     * Nothing good can come of this process any more: it is to end, so that another one starts.
     *
     * @param reason why
     */
    record Hopeless(String reason) implements WorkerNote {}
}
