package dev.understudy.server.command;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.ArrayList;
import java.util.List;
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
        text.append(metrics(verdict)).append('\n');
        verdict.checks().stream()
                .filter(check -> !check.passed())
                .forEach(check -> text.append("failed: ")
                        .append(check.check())
                        .append(", ")
                        .append(check.detail())
                        .append('\n'));
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

    private static String parity(SimulationReport.Parity parity) {
        if (parity.waived()) {
            return "waived";
        }
        return parity.checked() == 0
                ? "not checked (no score of the live model was logged)"
                : Figures.count(parity.identical()) + " of " + Figures.count(parity.checked());
    }

    private static String metrics(GateVerdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("metric", "role", "live", "candidate", "difference", "interval", "margin", "conclusion"));
        for (MetricJudgement judgement : verdict.metrics()) {
            MetricReading reading = judgement.reading();
            rows.add(List.of(
                    judgement.metric().metric().label()
                            + judgement
                                    .metric()
                                    .slice()
                                    .map(slice -> " where " + slice)
                                    .orElse(""),
                    judgement.metric().role().key(),
                    reading.live().map(Figures::value).orElse("–"),
                    reading.candidate().map(Figures::value).orElse("–"),
                    reading.difference()
                            .map(difference -> Figures.signed(difference.value()))
                            .orElse("–"),
                    reading.difference()
                            .map(difference -> "[" + Figures.signed(difference.lower()) + ", "
                                    + Figures.signed(difference.upper()) + "]")
                            .orElse("–"),
                    Figures.value(judgement.metric().margin()),
                    judgement.conclusion().key()));
        }
        return TextRenderer.aligned(rows);
    }
}
