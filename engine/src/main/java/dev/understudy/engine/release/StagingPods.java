package dev.understudy.engine.release;

import dev.understudy.engine.common.TaskName;
import java.util.List;

/** The pods that serve in staging, which are asked what they have before production takes it. */
@FunctionalInterface
public interface StagingPods {
    /** Nobody is asked. */
    StagingPods NONE = task -> List.of();

    /**
     * What each of them says of a task; empty where nobody is asked.
     *
     * @throws dev.understudy.engine.common.UnderstudyException WORKSPACE_INVALID if they do not take the token
     */
    List<PodReport> ask(TaskName task);
}
