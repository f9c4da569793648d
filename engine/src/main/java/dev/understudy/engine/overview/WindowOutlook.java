package dev.understudy.engine.overview;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.gate.PowerReading;
import dev.understudy.engine.traffic.WindowCount;
import java.util.List;
import java.util.Optional;

/**
 * What a simulation of a window can be expected to show, before it is run.
 *
 * @param window the window
 * @param count what is in it
 * @param detectable the smallest differences that would be shown in four windows of five; empty where no earlier
 *     simulation of the task tells how much its differences vary
 * @param warnings what would make the verdict inconclusive or the simulation be refused, each in one sentence
 */
public record WindowOutlook(
        TimeWindow window, WindowCount count, Optional<Detectable> detectable, List<String> warnings) {
    public WindowOutlook {
        warnings = List.copyOf(warnings);
    }

    /**
     * What can be shown.
     *
     * @param power by metric of the gate, at the confidence of the look that it would be; reckoned from the errors in an
     *     earlier simulation, and how much more there is in the window
     * @param simulation the earlier simulation
     */
    public record Detectable(PowerReading power, String simulation) {}
}
