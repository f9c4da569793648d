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
 */
public record TrafficQuery(
        TaskName task, TimeWindow window, Instant knownAt, Maturity maturity, Optional<VersionName> version) {}
