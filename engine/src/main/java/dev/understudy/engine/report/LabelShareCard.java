package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.report.chart.PairedBars;
import dev.understudy.engine.report.chart.TickFormat;
import dev.understudy.engine.simulation.SimulationReport.LabelShareTable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which share of the events each model gives each label. */
final class LabelShareCard {
    /** More labels than that are shown by how much they change. */
    private static final int MOST_BARS = 12;

    private static final int MOST_ROWS = 200;

    private LabelShareCard() {}

    static ChartCard of(JudgedSimulation simulation, LabelShareTable shares) {
        TreeSet<String> labels = new TreeSet<>(shares.live().keySet());
        labels.addAll(shares.candidate().keySet());
        List<PairedBars.Row> all = labels.stream()
                .map(label -> new PairedBars.Row(
                        label,
                        shares.live().getOrDefault(label, 0.0),
                        shares.candidate().getOrDefault(label, 0.0)))
                .toList();
        if (all.isEmpty()) {
            return ChartCard.without(
                    "labels",
                    "No label shares can be drawn",
                    "The live model has no score for any event of the window.");
        }
        List<PairedBars.Row> byChange = all.stream()
                .sorted(Comparator.comparingDouble((PairedBars.Row row) -> -Math.abs(change(row)))
                        .thenComparing(PairedBars.Row::label))
                .toList();
        String finding = finding(byChange.getFirst());
        boolean most = all.size() > MOST_BARS;
        PairedBars bars = new PairedBars(
                finding, simulation.live(), simulation.candidate(), most ? byChange.subList(0, MOST_BARS) : all);
        return new ChartCard(
                "labels",
                finding,
                caption(simulation, all.size(), most),
                Optional.of(bars),
                Optional.of(table(simulation, byChange)));
    }

    private static double change(PairedBars.Row row) {
        return row.candidate() - row.live();
    }

    private static String finding(PairedBars.Row largest) {
        return Math.abs(change(largest)) < 0.0005
                ? "Both models give every label the same share"
                : "Label “" + Excerpt.of(largest.label()) + "” changes most: " + Figures.percent(largest.live()) + " → "
                        + Figures.percent(largest.candidate()) + " ("
                        + TickFormat.POINTS.text(change(largest), 3) + " points)";
    }

    private static String caption(JudgedSimulation simulation, int labels, boolean most) {
        long events =
                simulation.report().events() - simulation.report().origins().missing();
        return "Share of all " + Figures.count(events) + " events with a score, whether their outcome is known or not"
                + (most ? "; the " + MOST_BARS + " of " + labels + " labels that change most" : "") + "."
                + (isLimited(simulation)
                        ? " The gate allows a change of "
                                + Figures.percent(simulation
                                        .stored()
                                        .policy()
                                        .maxLabelShareShift()
                                        .getAsDouble())
                                + "."
                        : "");
    }

    /** There are no shares to keep to against a constant prediction. */
    private static boolean isLimited(JudgedSimulation simulation) {
        return simulation.report().live().isPresent()
                && simulation.stored().policy().maxLabelShareShift().isPresent();
    }

    private static DataTable table(JudgedSimulation simulation, List<PairedBars.Row> byChange) {
        return new DataTable(
                List.of("Label", simulation.live(), simulation.candidate(), "Points"),
                byChange.stream()
                        .limit(MOST_ROWS)
                        .map(row -> List.of(
                                Excerpt.of(row.label()),
                                Figures.percent(row.live()),
                                Figures.percent(row.candidate()),
                                TickFormat.POINTS.text(change(row), 4)))
                        .toList());
    }
}
