package dev.understudy.engine.overview;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.traffic.WindowCount;
import java.util.List;
import java.util.Optional;

/**
 * What a simulation of a window can be expected to show, before it is run.
 *
 * @param window the window
 * @param count what is in it
 * @param detectable the smallest difference that would be shown in four windows of five; empty where no earlier
 *     simulation of the task tells how much its differences vary
 * @param warnings what would make the verdict inconclusive or the simulation be refused, each in one sentence
 */
public record WindowOutlook(
        TimeWindow window, WindowCount count, Optional<Detectable> detectable, List<String> warnings) {
    public WindowOutlook {
        warnings = List.copyOf(warnings);
    }

    /**
     * A difference.
     *
     * @param metric of the gate's first success metric
     * @param difference in its unit, above 0; reckoned from the error in an earlier simulation and the number of outcomes
     * @param simulation the earlier simulation
     */
    public record Detectable(Metric metric, double difference, String simulation) {}
}
