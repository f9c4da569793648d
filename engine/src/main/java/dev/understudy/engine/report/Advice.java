package dev.understudy.engine.report;

import dev.understudy.engine.gate.FurtherDays;
import dev.understudy.engine.gate.GateCheck;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.simulation.OutcomeMaturity;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.Optional;

/**
 * What to do now.
 *
 * @param sentence for people
 * @param command that does it; empty where there is none
 */
public record Advice(String sentence, String command) {
    static Advice of(JudgedSimulation simulation) {
        return switch (simulation.verdict()) {
            case GateVerdict.Approved approved ->
                new Advice(
                        "Release " + simulation.candidate() + " to staging; production takes it from there.",
                        release(simulation));
            case GateVerdict.Rejected rejected ->
                new Advice(
                        stays(simulation) + " Look at what is worse below, train another candidate and simulate again.",
                        "");
            case GateVerdict.Inconclusive inconclusive -> new Advice(furtherEvidence(simulation, inconclusive), "");
        };
    }

    private static String release(JudgedSimulation simulation) {
        SimulationReport report = simulation.report();
        return "understudy release --task " + report.task() + " --version " + simulation.candidate()
                + " --environment staging --simulation " + simulation.stored().id();
    }

    private static String stays(JudgedSimulation simulation) {
        return "Do not release " + simulation.candidate()
                + (simulation.report().live().isPresent() ? "; " + simulation.live() + " stays live." : ".");
    }

    private static String furtherEvidence(JudgedSimulation simulation, GateVerdict verdict) {
        Optional<String> failed = verdict.checks().stream()
                .filter(check -> !check.passed())
                .map(GateCheck::check)
                .findFirst();
        String live = simulation.live();
        return switch (failed.orElse("")) {
            case "parity" ->
                "Find out why " + live + " no longer gives the scores that it logged, before any comparison with it"
                        + " is trusted.";
            case "complete" ->
                "Import the missing scores of " + live + ", or choose a window that it has logged in full.";
            case "coverage" ->
                simulation
                        .report()
                        .observations()
                        .maturity()
                        .flatMap(OutcomeMaturity::advisedTo)
                        .map(to -> "Wait until more outcomes have matured, or simulate the window up to " + to
                                + ", of which enough have.")
                        .orElse("Wait until more outcomes have matured, or simulate an earlier window.");
            case "outcomes" -> "Simulate a longer window, which has more outcomes.";
            default -> furtherDays(simulation, verdict);
        };
    }

    private static String furtherDays(JudgedSimulation simulation, GateVerdict verdict) {
        return verdict.furtherDays()
                .map(further -> switch (further) {
                    case FurtherDays.Settle(long days) ->
                        "Simulate again with some " + Counts.of(days, "further day", "further days")
                                + " in the window, when their outcomes have matured. That is reckoned as if the difference"
                                + " stayed as it is and the days to come were like these.";
                    case FurtherDays.Beyond beyond ->
                        stays(simulation) + " More days will not help, as the estimate itself lies on the wrong side.";
                    case FurtherDays.TooMany tooMany ->
                        stays(simulation) + " More days will hardly help: not even "
                                + Math.round(FurtherDays.MOST_TIMES) + " times the window would settle it.";
                })
                .orElse("Simulate a longer window, which has more outcomes of each kind.");
    }
}
