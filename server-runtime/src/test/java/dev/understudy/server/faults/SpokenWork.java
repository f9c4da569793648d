package dev.understudy.server.faults;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.jobs.WorkerNote;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Prints what a test waits for: that a worker has begun with its first job, and each end that came too late to count. */
final class SpokenWork implements JobObserver {
    static final String BEGAN = "began";
    static final String LOST = "lost";

    private final PrintStream out;
    private final AtomicBoolean began = new AtomicBoolean();

    SpokenWork(PrintStream out) {
        this.out = out;
    }

    @Override
    public void submitted(TaskName task) {}

    @Override
    public void started(TaskName task) {
        if (began.compareAndSet(false, true)) {
            out.println(BEGAN);
        }
    }

    @Override
    public void ended(TaskName task, Ending ending) {
        if (ending == Ending.LOST) {
            out.println(LOST);
        }
    }

    @Override
    public void took(TaskName task, Duration duration) {}

    @Override
    public void worker(WorkerNote note) {}
}
