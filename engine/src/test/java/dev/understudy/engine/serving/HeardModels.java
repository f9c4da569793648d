package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was told of models and of their cache. */
final class HeardModels implements ServingObserver {
    final List<ModelState> states = new CopyOnWriteArrayList<>();
    final List<ModelState.Trouble> cacheTroubles = new CopyOnWriteArrayList<>();

    List<ErrorCode> cacheCodes() {
        return cacheTroubles.stream().map(ModelState.Trouble::code).toList();
    }

    @Override
    public void predicted(TaskName task, VersionName version, Optional<String> label) {}

    @Override
    public void predictionFailed(TaskName task, Optional<VersionName> version) {}

    @Override
    public void stage(TaskName task, Stage stage, Duration took) {}

    @Override
    public void outcome(TaskName task, Optional<String> label) {}

    @Override
    public void modelChanged(TaskName task, ModelState state) {
        states.add(state);
    }

    @Override
    public void cacheTrouble(TaskName task, ModelState.Trouble trouble) {
        cacheTroubles.add(trouble);
    }
}
