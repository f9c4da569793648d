package dev.understudy.server.command;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.gate.GateTable;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.report.LooksLine;
import dev.understudy.engine.report.ObservationLines;
import dev.understudy.engine.simulation.OutcomeWeights;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.Locale;

/** A simulation for the terminal: the verdict first, then what it stands on. */
final class SimulationText {
    private SimulationText() {}

    static String of(StoredSimulation kept) {
        GateVerdict verdict = kept.verdict();
        SimulationReport report = kept.report();
        StringBuilder text = new StringBuilder();
        text.append(verdict.key().toUpperCase(Locale.ROOT))
                .append(": ")
                .append(verdict.reason())
                .append("\n\n");
        text.append(TextRenderer.aligned(GateTable.rows(verdict))).append('\n');
        verdict.checks().stream()
                .filter(check -> !check.passed())
                .forEach(check -> text.append("failed: ")
                        .append(check.check())
                        .append(", ")
                        .append(check.detail())
                        .append('\n'));
        text.append(LooksLine.of(kept)).append('\n');
        report.latency()
                .ifPresent(latency -> text.append("latency: ")
                        .append(Figures.micros(latency.candidateMicros()))
                        .append(" an event, ")
                        .append(Figures.times(latency.ratio()))
                        .append(" times the live model's\n"));
        ObservationLines.of(kept).forEach(line -> text.append(line).append('\n'));
        verdict.checks().stream()
                .filter(check -> check.passed() && check.detail().startsWith("warning: "))
                .forEach(check -> text.append(check.detail()).append('\n'));
        report.outcomes()
                .weights()
                .ifPresent(weights -> text.append(hidden(report.outcomes().hidden(), weights)));
        text.append(kept.id())
                .append(": ")
                .append(report.candidate().version())
                .append(" against ")
                .append(report.live().map(side -> side.version().text()).orElse("no model"))
                .append(", ")
                .append(Figures.count(report.events()))
                .append(" events of ")
                .append(report.window())
                .append(", ")
                .append(Figures.percent(report.outcomes().coverage()))
                .append(" of the outcomes matured, parity ")
                .append(parity(report.parity()))
                .append(String.format(Locale.ROOT, ", %.1f s%n", report.timing().totalSeconds()));
        return text.toString();
    }

    private static String hidden(long hidden, OutcomeWeights weights) {
        return "hidden: " + Figures.count(hidden) + " outcomes that decisions kept from being seen; "
                + switch (weights.method()) {
                    case IPS ->
                        Figures.count(weights.explored()) + " explored ones stand for them, with the weight of up to "
                                + Figures.value(weights.largestWeight()) + " (effective size "
                                + Figures.count((long) weights.effectiveSize()) + ")\n";
                    case BOUNDS ->
                        "too few were explored to stand for them: intervals reach from the worst case to the best\n";
                };
    }

    private static String parity(SimulationReport.Parity parity) {
        if (parity.waived()) {
            return "waived";
        }
        return parity.checked() == 0
                ? "not checked (no score of the live model was logged)"
                : Figures.count(parity.identical()) + " of " + Figures.count(parity.checked());
    }
}
