package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.report.chart.ForestPlot;
import dev.understudy.engine.report.chart.ForestPlot.Worse;
import dev.understudy.engine.report.chart.TickFormat;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.task.GateMetric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The gate's first metric in each slice. */
final class SliceForestCard {
    private static final int MOST_ROWS = 20;
    private static final double REACH_IN_MARGINS = 6;

    private SliceForestCard() {}

    /** Empty where the gate names no columns to slice by. */
    static Optional<ChartCard> of(JudgedSimulation simulation, RankedSlices slices) {
        if (simulation.report().slices().isEmpty()) {
            return Optional.empty();
        }
        if (slices.ranked().isEmpty()) {
            return Optional.of(ChartCard.without(
                    "slices",
                    "No slice can be compared",
                    "Every slice has too few events of a kind for the gate's first metric."));
        }
        return simulation.metrics().primary().map(primary -> card(simulation, slices, primary.metric()));
    }

    private static ChartCard card(JudgedSimulation simulation, RankedSlices slices, GateMetric metric) {
        List<RankedSlices.Ranked> shown =
                slices.ranked().subList(0, Math.min(MOST_ROWS, slices.ranked().size()));
        boolean higher = metric.metric().higherIsBetter();
        String finding = finding(metric, slices);
        double farthest = shown.stream()
                .mapToDouble(slice -> Math.abs(slice.gain().value()))
                .max()
                .orElse(0);
        ForestPlot plot = new ForestPlot(
                finding,
                "difference of " + metric.metric().label(),
                TickFormat.SIGNED,
                OptionalDouble.of(higher ? -metric.margin() : metric.margin()),
                higher ? Worse.LEFT : Worse.RIGHT,
                Math.max(REACH_IN_MARGINS * metric.margin(), 3 * farthest),
                shown.stream().flatMap(slice -> row(slice).stream()).toList());
        return new ChartCard(
                "slices",
                finding,
                caption(simulation, slices, metric),
                Optional.of(plot),
                Optional.of(table(slices, metric)));
    }

    private static Optional<ForestPlot.Row> row(RankedSlices.Ranked slice) {
        return slice.reading()
                .difference()
                .map(difference -> new ForestPlot.Row(
                        slice.slice(),
                        Counts.brief(slice.events()),
                        difference.lower(),
                        difference.value(),
                        difference.upper()));
    }

    private static String finding(GateMetric metric, RankedSlices slices) {
        List<RankedSlices.Ranked> worse = slices.shownWorse();
        String label = metric.metric().label();
        return worse.isEmpty()
                ? "In no slice is " + label + " shown to be worse"
                : label + " is worse in " + Counts.of(worse.size(), "slice", "slices") + " of "
                        + Figures.count(slices.ranked().size()) + ", most in “"
                        + Excerpt.of(worse.getFirst().slice()) + "”";
    }

    private static String caption(JudgedSimulation simulation, RankedSlices slices, GateMetric metric) {
        return "Difference of " + metric.metric().label() + " with its " + Confidence.of(simulation)
                + " interval, by slice with its number of events, the most harmed first"
                + (slices.ranked().size() > MOST_ROWS ? " (the first " + MOST_ROWS + ")" : "")
                + ". Slices warn and decide nothing; of many, some look worse by chance."
                + (slices.undetermined() > 0
                        ? " In " + Counts.of(slices.undetermined(), "further slice", "further slices")
                                + " the difference cannot be determined."
                        : "");
    }

    private static DataTable table(RankedSlices slices, GateMetric metric) {
        return new DataTable(
                List.of("Slice", "Events", "Live", "Candidate", "Difference", "Interval"),
                slices.ranked().stream().map(slice -> row(slice, metric)).toList());
    }

    private static List<String> row(RankedSlices.Ranked slice, GateMetric metric) {
        MetricReading reading = slice.reading();
        MetricFigures figures = MetricFigures.of(reading, metric.margin());
        return List.of(
                Excerpt.of(slice.slice()),
                Figures.count(slice.events()),
                figures.live(),
                figures.candidate(),
                figures.difference(),
                figures.interval());
    }
}
