package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.report.chart.Curve;
import dev.understudy.engine.report.chart.LineChart;
import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import dev.understudy.engine.report.chart.LineChart.Series;
import dev.understudy.engine.report.chart.Range;
import dev.understudy.engine.report.chart.SeriesStyle;
import dev.understudy.engine.report.chart.TickFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** How many events of a regression each model predicts within which error, and the difference below. */
final class ErrorCard {
    private static final Range SHARE = new Range(0, 1);
    private static final int STEPS = 100;

    /** The largest errors of all would press the rest against the axis. */
    private static final double SHOWN_SHARE = 0.99;

    private final JudgedSimulation simulation;
    private final Curve live;
    private final Curve candidate;

    private ErrorCard(JudgedSimulation simulation) {
        this.simulation = simulation;
        this.live = fromZero(Curves.of(simulation.report().charts().live()));
        this.candidate = fromZero(Curves.of(simulation.report().charts().candidate()));
    }

    private static Curve fromZero(Curve curve) {
        List<Curve.Point> points = new ArrayList<>(curve.points());
        points.addFirst(new Curve.Point(0, 0));
        return new Curve(points);
    }

    static ChartCard of(JudgedSimulation simulation) {
        if (!Curves.areDrawable(simulation.report().charts())) {
            return ChartCard.without(
                    "errors",
                    "No distribution of errors can be drawn",
                    "No outcome of the window has matured. Wait for outcomes, or simulate an earlier window.");
        }
        return new ErrorCard(simulation).card();
    }

    private ChartCard card() {
        double reach = Math.max(error(live, SHOWN_SHARE), error(candidate, SHOWN_SHARE));
        Range x = new Range(0, reach > 0 ? reach : 1);
        Curve shownLive = upTo(live, x.high());
        Curve shownCandidate = upTo(candidate, x.high());
        Curve difference = candidate.minus(live, x, STEPS);
        String finding = finding();
        LineChart chart = new LineChart(
                finding,
                x,
                "absolute error, in the outcome's unit",
                TickFormat.PLAIN,
                List.of(
                        new Panel(
                                "share of events within that error",
                                SHARE,
                                TickFormat.PERCENT,
                                220,
                                List.of(
                                        new Series(simulation.live(), SeriesStyle.LIVE, shownLive),
                                        new Series(simulation.candidate(), SeriesStyle.CANDIDATE, shownCandidate))),
                        new Panel(
                                "difference, percentage points",
                                Range.around(DoubleStream.concat(DoubleStream.of(-0.01, 0.01), difference.ys())),
                                TickFormat.POINTS,
                                70,
                                List.of(new Series("", SeriesStyle.DIFFERENCE, difference)))),
                NamePlace.WIDEST_GAP,
                List.of());
        return new ChartCard("errors", finding, caption(), Optional.of(chart), Optional.of(table()));
    }

    private static double error(Curve curve, double share) {
        return Curves.turned(curve).at(share);
    }

    private static Curve upTo(Curve curve, double reach) {
        List<Curve.Point> points = new ArrayList<>(
                curve.points().stream().filter(point -> point.x() <= reach).toList());
        points.add(new Curve.Point(reach, curve.at(reach)));
        return new Curve(points);
    }

    private String finding() {
        return "Half of the predictions of " + simulation.candidate() + " are within "
                + Figures.value(error(candidate, 0.5)) + " of the outcome, of " + simulation.live() + " within "
                + Figures.value(error(live, 0.5));
    }

    private String caption() {
        return "Cumulative distribution of the absolute error on "
                + Figures.count(simulation.report().outcomes().known())
                + " events with a matured outcome, up to the 99th percentile; below, " + simulation.candidate() + " − "
                + simulation.live() + ". Higher is better.";
    }

    private DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (double share : new double[] {0.25, 0.5, 0.75, 0.9, 0.95, 0.99}) {
            rows.add(List.of(
                    TickFormat.PERCENT.text(share, 2),
                    Figures.value(error(live, share)),
                    Figures.value(error(candidate, share)),
                    Figures.signed(error(candidate, share) - error(live, share))));
        }
        return new DataTable(List.of("Share of events", simulation.live(), simulation.candidate(), "Difference"), rows);
    }
}
