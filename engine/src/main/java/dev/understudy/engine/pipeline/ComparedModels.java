package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.simulation.LiveModel;

/** Finds the model that a choice means. */
final class ComparedModels {
    private final ModelRepository models;
    private final ConfigRepository config;

    ComparedModels(ModelRepository models, ConfigRepository config) {
        this.models = models;
        this.config = config;
    }

    /**
     * The model to compare with.
     *
     * @throws UnderstudyException LIVE_UNKNOWN if nothing is live; as {@link ModelRepository#load} does
     */
    LiveModel of(TaskName task, LiveChoice choice) {
        return switch (choice) {
            case LiveChoice.Nothing nothing -> new LiveModel.None();
            case LiveChoice.Named(VersionName version) -> named(task, version);
            case LiveChoice.AsReleased released ->
                config.state(task)
                        .live()
                        .compared()
                        .map(pointer -> named(task, pointer.version()))
                        .orElseThrow(() -> new UnderstudyException(
                                ErrorCode.LIVE_UNKNOWN,
                                "no model of " + task + " is live, neither in production nor in staging; pass --live"
                                        + " with the version to compare with, or --live none for a first model"));
        };
    }

    private LiveModel named(TaskName task, VersionName version) {
        return version.isExternal()
                ? new LiveModel.External(models.external(task, version).version())
                : new LiveModel.Version(models.load(task, version));
    }
}
