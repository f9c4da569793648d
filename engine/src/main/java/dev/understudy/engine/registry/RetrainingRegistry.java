package dev.understudy.engine.registry;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.registry.ScheduledRetraining.Released;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Keeps how far scheduled retrainings have come, and lets one at a time of a task run. */
public interface RetrainingRegistry {
    /**
     * Does some work while nobody else retrains the task by schedule; waits until then.
     *
     * @throws dev.understudy.engine.common.UnderstudyException CANCELLED while it waits
     */
    <T> T oneAtATime(TaskName task, RunControl control, Supplier<T> work);

    /** The retraining as it stands; recorded as started if nobody had asked for it before. */
    ScheduledRetraining begin(ScheduledRetraining.Key key);

    /** Records that its candidate is trained. */
    ScheduledRetraining trained(ScheduledRetraining.Key key, VersionName version);

    /** Records that its simulation is made. */
    ScheduledRetraining simulated(ScheduledRetraining.Key key, String simulation);

    /** Records that its candidate is released. */
    ScheduledRetraining released(ScheduledRetraining.Key key, Released released);

    /** The retrainings of a task at a moment, by whatever specification, the first one first. */
    List<ScheduledRetraining> at(TaskName task, Instant asOf);
}
