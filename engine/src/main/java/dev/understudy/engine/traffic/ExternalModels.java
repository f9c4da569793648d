package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.util.List;
import java.util.Optional;

/** The models that live elsewhere and whose logs were imported. */
public interface ExternalModels {
    /** Those of a task, the one that was imported last first. */
    List<ExternalModel> models(TaskName task);

    /** One of them, if it is there. */
    Optional<ExternalModel> find(TaskName task, VersionName version);
}
