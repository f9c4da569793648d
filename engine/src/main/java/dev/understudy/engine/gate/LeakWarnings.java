package dev.understudy.engine.gate;

import dev.understudy.engine.leak.LeakSuspect;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.List;

/**
 * What speaks against the candidate's features. They warn and decide nothing: where a feature that knows the outcome is
 * there in the traffic too, the simulation cannot tell it from a good one, and only people know when it is written.
 */
final class LeakWarnings {
    private LeakWarnings() {}

    static List<GateCheck> of(SimulationReport report) {
        return report.candidate().leaks().stream().map(LeakWarnings::check).toList();
    }

    private static GateCheck check(LeakSuspect suspect) {
        return new GateCheck("leak " + suspect.feature(), true, "warning: this may be a leak: " + suspect.sentence());
    }
}
