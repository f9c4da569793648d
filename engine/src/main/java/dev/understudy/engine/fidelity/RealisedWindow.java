package dev.understudy.engine.fidelity;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.TrafficCounts;
import dev.understudy.engine.traffic.TrafficQuery;
import dev.understudy.engine.traffic.WindowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The traffic of a release whose outcomes have come. What has happened lately is cut off by whole days until as many
 * outcomes have matured as the task asks for: those that are known early differ from those that come late.
 *
 * @param window event times
 * @param count what it holds
 */
record RealisedWindow(TimeWindow window, WindowCount count) {
    private static final Duration STEP = Duration.ofDays(1);

    /** The longest such window that begins with the release; empty where not even its first day has matured. */
    static Optional<RealisedWindow> longest(
            TaskDefinition task, TimeWindow whole, Instant knownAt, TrafficCounts counts) {
        RealisedWindow all = counted(task, whole, knownAt, counts);
        if (isMature(task, all)) {
            return Optional.of(all);
        }
        long days = Duration.between(whole.from(), whole.to()).dividedBy(STEP);
        long mature = 0;
        long immature = days + 1;
        Optional<RealisedWindow> longest = Optional.empty();
        while (immature - mature
                > 1) { // what happened earlier matures earlier, so that the end can be looked for by halves
            long middle = (mature + immature) / 2;
            Instant end = whole.from().plus(STEP.multipliedBy(middle));
            RealisedWindow part = counted(
                    task, new TimeWindow(whole.from(), end.isAfter(whole.to()) ? whole.to() : end), knownAt, counts);
            if (isMature(task, part)) {
                longest = Optional.of(part);
                mature = middle;
            } else {
                immature = middle;
            }
        }
        return longest;
    }

    static RealisedWindow counted(TaskDefinition task, TimeWindow window, Instant knownAt, TrafficCounts counts) {
        return new RealisedWindow(
                window,
                counts.count(new TrafficQuery(
                        task.name(), window, knownAt, task.outcome().maturity(), Optional.empty())));
    }

    private static boolean isMature(TaskDefinition task, RealisedWindow part) {
        return part.count().events() > 0
                && part.count().coverage() >= task.simulation().minimumCoverage();
    }
}
