package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.serving.ModelState;
import dev.understudy.engine.serving.ServingObserver;
import java.time.Duration;
import java.util.Optional;

/** Tells the operator of a task's model, and passes everything on. */
public final class LoggedChanges implements ServingObserver {
    private final OperatorLog log;
    private final ServingObserver next;

    public LoggedChanges(OperatorLog log, ServingObserver next) {
        this.log = log;
        this.next = next;
    }

    @Override
    public void predicted(TaskName task, VersionName version, Optional<String> label) {
        next.predicted(task, version, label);
    }

    @Override
    public void predictionFailed(TaskName task, Optional<VersionName> version) {
        next.predictionFailed(task, version);
    }

    @Override
    public void failuresLost(TaskName task, int failures, UnderstudyException why) {
        log.failuresLost(task.text(), failures, why);
        next.failuresLost(task, failures, why);
    }

    @Override
    public void stage(TaskName task, Stage stage, Duration took) {
        next.stage(task, stage, took);
    }

    @Override
    public void outcome(TaskName task, Optional<String> label) {
        next.outcome(task, label);
    }

    @Override
    public void modelChanged(TaskName task, ModelState state) {
        log.model(task.text(), state);
        next.modelChanged(task, state);
    }

    @Override
    public void cacheTrouble(TaskName task, ModelState.Trouble trouble) {
        log.modelCache(task.text(), trouble);
        next.cacheTrouble(task, trouble);
    }
}
