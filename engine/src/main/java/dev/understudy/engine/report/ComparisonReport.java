package dev.understudy.engine.report;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.registry.StoredSimulation;
import java.util.ArrayList;
import java.util.List;

/**
 * A simulation in words, tables and charts, the same for every output: pages, windows and files only arrange it.
 *
 * @param task whose models
 * @param live the live model's name
 * @param candidate the candidate's name
 * @param headline what can be read in half a minute
 * @param gateCaption how the gate's intervals were reached, in short
 * @param gate the metrics that decide
 * @param others the other metrics of the kind
 * @param charts in reading order
 * @param disagreements where the models decide differently
 * @param audit for those who check
 */
public record ComparisonReport(
        String task,
        String live,
        String candidate,
        Headline headline,
        String gateCaption,
        List<GateRow> gate,
        List<GateRow> others,
        List<ChartCard> charts,
        Disagreements disagreements,
        AuditPart audit) {
    /** Words a simulation as it is kept; the verdict is judged again. */
    public static ComparisonReport of(StoredSimulation stored) {
        JudgedSimulation simulation = JudgedSimulation.of(stored);
        RankedSlices slices = RankedSlices.of(simulation);
        List<GateRow> rows =
                simulation.metrics().lines().stream().map(GateRow::of).toList();
        int ofGate = simulation.metrics().ofGate().size();
        return new ComparisonReport(
                stored.report().task().text(),
                simulation.live(),
                simulation.candidate(),
                Headline.of(simulation, slices),
                "Difference is " + simulation.candidate() + " − " + simulation.live() + " on the same events, with its "
                        + Confidence.ofGate(simulation)
                        + " interval, and with the " + Confidence.of(simulation)
                        + " interval where a metric decides nothing. Margin is how much worse may still be tolerated.",
                rows.subList(0, ofGate),
                rows.subList(ofGate, rows.size()),
                charts(simulation, slices),
                Disagreements.of(simulation),
                AuditPart.of(simulation));
    }

    private static List<ChartCard> charts(JudgedSimulation simulation, RankedSlices slices) {
        List<ChartCard> charts = new ArrayList<>();
        if (simulation.report().kind() == TaskKind.BINARY) {
            charts.add(RocCard.of(simulation));
        }
        if (simulation.report().kind() == TaskKind.REGRESSION) {
            charts.add(ErrorCard.of(simulation));
        }
        if (simulation.report().kind() != TaskKind.REGRESSION) {
            charts.add(ScoresCard.of(simulation));
        }
        CalibrationCard.of(simulation).ifPresent(charts::add);
        charts.add(GateForestCard.of(simulation));
        charts.add(DailyCard.of(simulation));
        simulation.report().labelShares().ifPresent(shares -> charts.add(LabelShareCard.of(simulation, shares)));
        SliceForestCard.of(simulation, slices).ifPresent(charts::add);
        DiscoveredCard.of(simulation).ifPresent(charts::add);
        MaturityCard.of(simulation).ifPresent(charts::add);
        return charts;
    }
}
