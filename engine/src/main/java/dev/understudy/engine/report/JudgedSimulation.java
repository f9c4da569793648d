package dev.understudy.engine.report;

import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.SimulationReport;

/**
 * A simulation with its verdict, judged once for the whole page, and what its models are called.
 *
 * @param stored the simulation as it is kept
 * @param verdict the gate's
 * @param metrics in reading order
 * @param live the live model's name, or words for there being none
 * @param candidate the candidate's name
 */
record JudgedSimulation(
        StoredSimulation stored, GateVerdict verdict, JudgedMetrics metrics, String live, String candidate) {
    static JudgedSimulation of(StoredSimulation stored) {
        GateVerdict verdict = stored.verdict();
        SimulationReport report = stored.report();
        return new JudgedSimulation(
                stored,
                verdict,
                JudgedMetrics.of(report, verdict),
                report.live().map(side -> side.version().text()).orElse("no model"),
                report.candidate().version().text());
    }

    SimulationReport report() {
        return stored.report();
    }
}
