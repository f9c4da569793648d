package dev.understudy.engine.backtest;

import dev.understudy.engine.backtest.BacktestStep.Decision;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.simulation.SimulatedModel;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.Optional;

/**
 * A step up to its decision.
 *
 * @param candidate the candidate, if there was enough to train one on
 * @param report its simulation, if there was one
 * @param decision what follows
 * @param reason why
 */
record Rehearsed(
        Optional<SimulatedModel> candidate, Optional<SimulationReport> report, Decision decision, String reason) {
    static Rehearsed first(SimulatedModel first) {
        return new Rehearsed(
                Optional.of(first),
                Optional.empty(),
                Decision.FIRST,
                "the first model, with nothing to compare it with");
    }

    static Rehearsed impossible(Optional<SimulatedModel> candidate, String reason) {
        return new Rehearsed(candidate, Optional.empty(), Decision.IMPOSSIBLE, reason);
    }

    static Rehearsed judged(SimulatedModel candidate, SimulationReport report, GateVerdict verdict) {
        Decision decision = switch (verdict) {
            case GateVerdict.Approved approved -> Decision.APPROVED;
            case GateVerdict.Rejected rejected -> Decision.REJECTED;
            case GateVerdict.Inconclusive inconclusive -> Decision.INCONCLUSIVE;
        };
        return new Rehearsed(Optional.of(candidate), Optional.of(report), decision, verdict.reason());
    }
}
