package dev.understudy.fx.task;

/** Where a piece of work stands. */
public enum TaskState {
    /** At work. */
    RUNNING,
    /** Told to stop, and not yet at a good place for it. */
    CANCELLING,
    /** Ended with a result. */
    DONE,
    /** Ended with an error. */
    FAILED,
    /** Stopped on request; it kept nothing. */
    CANCELLED
}
