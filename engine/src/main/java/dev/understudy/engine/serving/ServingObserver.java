package dev.understudy.engine.serving;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import java.time.Duration;
import java.util.Optional;

/** Hears what serving does, for metrics and operators. Calls come from many threads and must be quick. */
public interface ServingObserver {
    /** What a prediction goes through. */
    enum Stage {
        /** Inputs are checked. */
        VALIDATE,
        /** The model is asked. */
        SCORE,
        /** The log takes it. */
        LOG
    }

    /** A prediction is in the log; its label is empty for a regression. */
    void predicted(TaskName task, VersionName version, Optional<String> label);

    /** A call for predictions failed as a whole; the version is empty where none is live. */
    void predictionFailed(TaskName task, Optional<VersionName> version);

    /** Failures on our side could not be logged; the calls were told of them all the same. */
    default void failuresLost(TaskName task, int failures, UnderstudyException why) {}

    /** A stage of a call is done. */
    void stage(TaskName task, Stage stage, Duration took);

    /** An outcome is in the log; the label is empty where it is no class of the live model. */
    void outcome(TaskName task, Optional<String> label);

    /** A task's model is another one, or in other trouble, than before. */
    void modelChanged(TaskName task, ModelState state);

    /** The local cache of a task's models cannot be written or must not be used; serving goes on without it. */
    default void cacheTrouble(TaskName task, ModelState.Trouble trouble) {}
}
