package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.PowerReading;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.traffic.WindowCount;
import java.time.Instant;
import java.util.Optional;

/**
 * What a simulation could show, before it is run.
 *
 * @param task the task
 * @param candidate what may be released
 * @param live what it would be compared with; empty for the constant predictor
 * @param window event times that would be replayed
 * @param knownAt the moment whose knowledge of outcomes would count
 * @param count what is in the window
 * @param looks how the look would count
 * @param power the smallest differences
 * @param source where the variance is from
 */
public record ForecastedPower(
        TaskName task,
        VersionName candidate,
        Optional<VersionName> live,
        TimeWindow window,
        Instant knownAt,
        WindowCount count,
        StoredSimulation.Looks looks,
        PowerReading power,
        Source source) {

    /** Where a variance is from. */
    public sealed interface Source {
        /**
         * A simulation of the task.
         *
         * @param id of it
         */
        record Simulation(String id) implements Source {}

        /**
         * A pilot on an earlier window, of which nothing but the variance was looked at, and nothing was kept.
         *
         * @param window event times
         */
        record Pilot(TimeWindow window) implements Source {}

        /** Nowhere: there is neither. */
        record Nowhere() implements Source {}
    }
}
