package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.report.chart.ForestPlot;
import dev.understudy.engine.report.chart.ForestPlot.Worse;
import dev.understudy.engine.report.chart.TickFormat;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.SliceFinding;
import dev.understudy.engine.statistics.SliceFindings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The slices that were looked for, in which the candidate is worse. */
final class DiscoveredCard {
    private static final double REACH = 4;

    private DiscoveredCard() {}

    /** Empty where nothing was searched. */
    static Optional<ChartCard> of(JudgedSimulation simulation) {
        SliceFindings slices = simulation.report().observations().slices();
        return slices.metric()
                .map(metric -> slices.found() == 0
                        ? ChartCard.without(
                                "discovered",
                                "In no slice that was looked at is " + simulation.candidate() + " shown to be worse",
                                searched(slices, metric) + " None is found at a false discovery rate of "
                                        + Figures.percent(slices.rate()) + ".")
                        : card(simulation, slices, metric));
    }

    private static ChartCard card(JudgedSimulation simulation, SliceFindings slices, Metric metric) {
        String finding = simulation.candidate() + " is worse in "
                + Counts.of(slices.found(), "slice", "slices") + " that the tool looked at, surest where “"
                + Excerpt.of(slices.worst().getFirst().slice()) + "”";
        double farthest = slices.worst().stream()
                .mapToDouble(slice -> Math.abs(slice.difference()))
                .max()
                .orElseThrow();
        ForestPlot plot = new ForestPlot(
                finding,
                "difference of " + metric.label(),
                TickFormat.SIGNED,
                OptionalDouble.empty(),
                metric.higherIsBetter() ? Worse.LEFT : Worse.RIGHT,
                REACH * farthest,
                slices.worst().stream()
                        .map(slice -> new ForestPlot.Row(
                                Excerpt.of(slice.slice()),
                                Counts.brief(slice.events()),
                                slice.lower(),
                                slice.difference(),
                                slice.upper()))
                        .toList());
        return new ChartCard(
                "discovered",
                finding,
                searched(slices, metric) + " Shown are those that are found worse at a false discovery rate of "
                        + Figures.percent(slices.rate())
                        + (slices.found() > slices.worst().size()
                                ? " (the surest " + slices.worst().size() + " of " + slices.found() + ")"
                                : "")
                        + ": so many of them may be chance. Each interval holds for its slice by itself. They warn and"
                        + " decide nothing.",
                Optional.of(plot),
                Optional.of(table(slices)));
    }

    private static String searched(SliceFindings slices, Metric metric) {
        return "The tool itself looked at " + Counts.of(slices.tested(), "slice", "slices") + " of "
                + Counts.of(slices.columns(), "column", "columns") + " of the raw inputs, by " + metric.label() + " on "
                + Counts.of(slices.events(), "event", "events") + " with a matured outcome.";
    }

    private static DataTable table(SliceFindings slices) {
        return new DataTable(
                List.of("Slice", "Events", "Difference", "q-value"),
                slices.worst().stream().map(DiscoveredCard::row).toList());
    }

    private static List<String> row(SliceFinding slice) {
        return List.of(
                Excerpt.of(slice.slice()),
                Figures.count(slice.events()),
                ObservationLines.difference(slice),
                String.format(Locale.ROOT, "%.2g", slice.qValue()));
    }
}
