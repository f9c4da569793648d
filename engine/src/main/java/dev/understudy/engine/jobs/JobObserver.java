package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import java.time.Duration;

/** Hears what becomes of jobs in this process, for metrics and operators. Calls come from many threads and must be quick. */
public interface JobObserver {
    /** How a job, or a try of it, ended here. */
    enum Ending {
        /** Its result is stored. */
        SUCCEEDED,
        /** It is set aside. */
        FAILED,
        /** Its owner took it back. */
        CANCELLED,
        /** It is to be tried again, or set aside if that was the last try. */
        RETRIED,
        /** It waits again, and the try does not count. */
        GIVEN_BACK,
        /** Somebody else had it meanwhile; what came of it here was not taken. */
        LOST
    }

    /** A job is durable that was not there before. */
    void submitted(TaskName task);

    /** A try has begun. */
    void started(TaskName task);

    /** A job or a try ended. */
    void ended(TaskName task, Ending ending);

    /** A try that {@link #started} ended, after how long; one that was made together with others lasts as long as all. */
    void took(TaskName task, Duration duration);

    /** A worker is in trouble, or out of it; for operators. */
    void worker(WorkerNote note);
}
