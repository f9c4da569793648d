package dev.understudy.engine.simulation;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.task.TaskDefinition;
import java.time.Instant;

/**
 * Which release to simulate, on what.
 *
 * @param task the task
 * @param candidate what may be released
 * @param live what it is compared with
 * @param window event times to replay
 * @param knownAt outcomes that became known or matured later are not seen
 */
public record SimulationRequest(
        TaskDefinition task, SimulatedModel candidate, LiveModel live, TimeWindow window, Instant knownAt) {}
