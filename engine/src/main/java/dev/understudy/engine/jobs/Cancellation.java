package dev.understudy.engine.jobs;

/** What became of a wish to cancel. */
public enum Cancellation {
    /** It is cancelled: set aside as {@link JobFailure#CANCELLED}, and whoever works on it can tell nothing of it. */
    CANCELLED,
    /** It had ended before. */
    ENDED,
    /** There is no such job. */
    UNKNOWN
}
