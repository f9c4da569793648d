package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.jobs.WorkerNote;
import java.time.Duration;

/** Tells the operator of a worker's trouble, and passes everything on. */
public final class LoggedWork implements JobObserver {
    private final OperatorLog log;
    private final JobObserver next;

    public LoggedWork(OperatorLog log, JobObserver next) {
        this.log = log;
        this.next = next;
    }

    @Override
    public void submitted(TaskName task) {
        next.submitted(task);
    }

    @Override
    public void started(TaskName task) {
        next.started(task);
    }

    @Override
    public void ended(TaskName task, Ending ending) {
        next.ended(task, ending);
    }

    @Override
    public void took(TaskName task, Duration duration) {
        next.took(task, duration);
    }

    @Override
    public void worker(WorkerNote note) {
        log.worker(note);
        next.worker(note);
    }
}
