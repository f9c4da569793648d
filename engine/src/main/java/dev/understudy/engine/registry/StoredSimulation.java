package dev.understudy.engine.registry;

import dev.understudy.engine.gate.Gate;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GatePolicy;
import java.time.Instant;

/**
 * A simulation as it is kept: what it found, and the policy it was judged by.
 *
 * @param id such as {@code s-0007}
 * @param report what it found
 * @param policy the gate as it was
 * @param minimumCoverage share of the outcomes that had to have matured
 * @param looks how often was looked before
 * @param decision what the gate said when it was kept
 * @param recordedAt when it was kept
 */
public record StoredSimulation(
        String id,
        SimulationReport report,
        GatePolicy policy,
        double minimumCoverage,
        Looks looks,
        String decision,
        Instant recordedAt) {
    /**
     * How often was looked, this time included.
     *
     * @param candidate simulations of this candidate against this live model
     * @param candidatesOnWindow candidates that were simulated on this window
     */
    public record Looks(long candidate, long candidatesOnWindow) {}

    /** The verdict, judged again from what was found: nobody can write one into the registry. */
    public GateVerdict verdict() {
        return Gate.judge(report, policy, minimumCoverage);
    }
}
