package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.task.Maturity;
import java.time.Instant;
import java.util.Optional;

/**
 * Which traffic, as it was known when.
 *
 * @param task the task
 * @param window event times
 * @param knownAt nothing that became known later is seen
 * @param maturity when an outcome counts
 * @param version whose predictions are wanted, if any
 * @param acted whether it is wanted what was decided when the events were answered, by whichever model. Columnar copies
 *     give it beside the version's predictions, and a reader of single events instead of them
 */
public record TrafficQuery(
        TaskName task,
        TimeWindow window,
        Instant knownAt,
        Maturity maturity,
        Optional<VersionName> version,
        boolean acted) {
    /** A query that does not ask what was decided. */
    public TrafficQuery(
            TaskName task, TimeWindow window, Instant knownAt, Maturity maturity, Optional<VersionName> version) {
        this(task, window, knownAt, maturity, version, false);
    }
}
