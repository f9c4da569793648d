package dev.understudy.engine.serving;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.ModelPointer;
import java.util.Optional;

/**
 * What the config repository has in one environment.
 *
 * @param config the repository
 * @param environment whose models are served; the other never stands in for it
 */
public record RepositoryModels(ConfigRepository config, Environment environment) implements ReleasedModels {
    @Override
    public Optional<ModelPointer> pointer(TaskName task) {
        return config.pointer(task, environment);
    }

    @Override
    public String channel() {
        return environment.key();
    }

    @Override
    public String where() {
        return "in " + environment;
    }
}
