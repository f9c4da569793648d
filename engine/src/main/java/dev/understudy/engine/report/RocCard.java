package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.report.chart.Curve;
import dev.understudy.engine.report.chart.Ink;
import dev.understudy.engine.report.chart.LineChart;
import dev.understudy.engine.report.chart.LineChart.Band;
import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import dev.understudy.engine.report.chart.LineChart.Series;
import dev.understudy.engine.report.chart.Range;
import dev.understudy.engine.report.chart.SeriesStyle;
import dev.understudy.engine.report.chart.TickFormat;
import dev.understudy.engine.statistics.RocComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Both ROC curves, and their difference below. */
final class RocCard {
    private static final Range SHARE = new Range(0, 1);
    private static final int STEPS = 100;

    /** Differences of the true positive rate that nobody can see in the drawing. */
    private static final double UNSEEN = 0.002;

    private final JudgedSimulation simulation;
    private final Curve live;
    private final Curve candidate;
    private final Curve difference;
    private final List<RocComparison.Difference> measured;

    private RocCard(JudgedSimulation simulation) {
        this.simulation = simulation;
        this.live = Curves.of(simulation.report().charts().live());
        this.candidate = Curves.of(simulation.report().charts().candidate());
        this.measured = simulation.report().charts().rocDifferences();
        this.difference =
                measured.isEmpty() ? candidate.minus(live, SHARE, STEPS) : along(RocComparison.Difference::value);
    }

    static ChartCard of(JudgedSimulation simulation) {
        if (!Curves.areDrawable(simulation.report().charts())) {
            return ChartCard.without(
                    "roc",
                    "No ROC curve can be drawn",
                    "A ROC curve needs matured outcomes of both classes, and the window has them of one class only, or"
                            + " none. Simulate a longer window.");
        }
        return new RocCard(simulation).card();
    }

    private ChartCard card() {
        String finding = finding();
        LineChart chart = new LineChart(
                finding,
                SHARE,
                "false positive rate",
                TickFormat.PERCENT,
                List.of(
                        new Panel(
                                "true positive rate",
                                SHARE,
                                TickFormat.PERCENT,
                                250,
                                List.of(
                                        new Series(
                                                "",
                                                SeriesStyle.REFERENCE,
                                                new Curve(List.of(new Curve.Point(0, 0), new Curve.Point(1, 1)))),
                                        new Series(simulation.live(), SeriesStyle.LIVE, live),
                                        new Series(simulation.candidate(), SeriesStyle.CANDIDATE, candidate))),
                        new Panel(
                                "difference, percentage points",
                                Range.around(DoubleStream.concat(
                                        DoubleStream.of(-0.01, 0.01),
                                        measured.isEmpty()
                                                ? difference.ys()
                                                : measured.stream()
                                                        .flatMapToDouble(
                                                                at -> DoubleStream.of(at.lower(), at.upper())))),
                                TickFormat.POINTS,
                                90,
                                measured.isEmpty()
                                        ? List.of()
                                        : List.of(new Band(
                                                Ink.INTERVAL,
                                                along(RocComparison.Difference::lower),
                                                along(RocComparison.Difference::upper))),
                                List.of(new Series("", SeriesStyle.DIFFERENCE, difference)))),
                NamePlace.WIDEST_GAP,
                List.of());
        return new ChartCard("roc", finding, caption(), Optional.of(chart), Optional.of(table()));
    }

    private Curve along(ToDoubleFunction<RocComparison.Difference> value) {
        return new Curve(measured.stream()
                .map(at -> new Curve.Point(at.falsePositiveRate(), value.applyAsDouble(at)))
                .toList());
    }

    private String finding() {
        if (!measured.isEmpty()
                && measured.stream().allMatch(at -> at.lower() <= 0 && at.upper() >= 0)
                && difference.ys().anyMatch(value -> Math.abs(value) > UNSEEN)) {
            return "At no false alarm rate is one model shown to find more positives";
        }
        double least = difference.ys().min().orElse(0);
        double most = difference.ys().max().orElse(0);
        if (least >= -UNSEEN && most <= UNSEEN) {
            return "The two curves lie on top of each other";
        }
        if (least >= -UNSEEN) {
            return moreEverywhere(simulation.candidate(), most);
        }
        if (most <= UNSEEN) {
            return moreEverywhere(simulation.live(), -least);
        }
        double share = (double) difference.ys().filter(value -> value > 0).count()
                / difference.points().size();
        return simulation.candidate() + " finds more positives at " + Math.round(share * 100)
                + " % of the false alarm rates, and fewer at the others";
    }

    private static String moreEverywhere(String better, double most) {
        return better + " finds more positives at every false alarm rate, at best "
                + TickFormat.POINTS.text(most, 3).replace("+", "") + " points more";
    }

    private String caption() {
        return "ROC curves on " + Figures.count(simulation.report().outcomes().known())
                + " events with a matured outcome; below, " + simulation.candidate() + " − " + simulation.live()
                + (measured.isEmpty()
                        ? ". The error of the difference is not known here"
                        : " with its " + Confidence.of(simulation) + " interval at each rate by itself")
                + ". The dotted line is chance. The interval that decides is that of the AUC in the gate.";
    }

    private DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (double rate : new double[] {0.01, 0.02, 0.05, 0.1, 0.2, 0.5}) {
            rows.add(List.of(
                    TickFormat.PERCENT.text(rate, 2),
                    Figures.percent(live.at(rate)),
                    Figures.percent(candidate.at(rate)),
                    TickFormat.POINTS.text(candidate.at(rate) - live.at(rate), 3),
                    interval(rate)));
        }
        return new DataTable(
                List.of("False positive rate", simulation.live(), simulation.candidate(), "Points", "Interval"), rows);
    }

    private String interval(double rate) {
        return measured.stream()
                .filter(at -> Math.abs(at.falsePositiveRate() - rate) < 1e-9)
                .findFirst()
                .map(at -> "[" + TickFormat.POINTS.text(at.lower(), 3) + ", " + TickFormat.POINTS.text(at.upper(), 3)
                        + "]")
                .orElse(MetricFigures.NONE);
    }
}
