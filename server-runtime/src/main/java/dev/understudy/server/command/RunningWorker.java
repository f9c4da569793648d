package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.jobs.JobWorker;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.workspace.Engine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The worker of a process, which ends the process where nothing good can come of it any more. */
final class RunningWorker implements AutoCloseable {
    private final Optional<JobWorker> worker;
    private final AtomicReference<String> hopeless;

    private RunningWorker(Optional<JobWorker> worker, AtomicReference<String> hopeless) {
        this.worker = worker;
        this.hopeless = hopeless;
    }

    /** A worker on the jobs of what is served; it does nothing before it is started. */
    static RunningWorker of(Engine engine, Serving serving, JobObserver observer, ConsoleProgress progress) {
        AtomicReference<String> hopeless = new AtomicReference<>("");
        JobWorker worker = engine.jobWorker(serving, observer, System::nanoTime, Repetition.onThread(), reason -> {
            hopeless.set(reason);
            progress.cancel();
        });
        return new RunningWorker(Optional.of(worker), hopeless);
    }

    /** None, where this process does not work on jobs. */
    static RunningWorker none() {
        return new RunningWorker(Optional.empty(), new AtomicReference<>(""));
    }

    void start() {
        worker.ifPresent(JobWorker::start);
    }

    /** Says why the process ends, where it was the worker that wanted it. */
    void throwIfHopeless() {
        String reason = hopeless.get();
        if (!reason.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.INTERNAL, "the worker ended the process so that another one starts: " + reason);
        }
    }

    @Override
    public void close() {
        worker.ifPresent(JobWorker::close);
    }
}
