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

    private RocCard(JudgedSimulation simulation) {
        this.simulation = simulation;
        this.live = Curves.of(simulation.report().charts().live());
        this.candidate = Curves.of(simulation.report().charts().candidate());
        this.difference = candidate.minus(live, SHARE, STEPS);
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
                                Range.around(DoubleStream.concat(DoubleStream.of(-0.01, 0.01), difference.ys())),
                                TickFormat.POINTS,
                                70,
                                List.of(new Series("", SeriesStyle.DIFFERENCE, difference)))),
                NamePlace.WIDEST_GAP,
                List.of());
        return new ChartCard("roc", finding, caption(), Optional.of(chart), Optional.of(table()));
    }

    private String finding() {
        double least = difference.ys().min().orElse(0);
        double most = difference.ys().max().orElse(0);
        if (least >= -UNSEEN && most <= UNSEEN) {
            return "The two curves lie on top of each other";
        }
        if (least >= -UNSEEN) {
            return atLeastAsMany(simulation.candidate(), most);
        }
        if (most <= UNSEEN) {
            return atLeastAsMany(simulation.live(), -least);
        }
        double share = (double) difference.ys().filter(value -> value > 0).count() / (STEPS + 1);
        return simulation.candidate() + " finds more positives at " + Math.round(share * 100)
                + " % of the false positive rates";
    }

    private static String atLeastAsMany(String better, double most) {
        return better + " finds at least as many positives at every false positive rate, at best "
                + TickFormat.POINTS.text(most, 3).replace("+", "") + " points more";
    }

    private String caption() {
        return "ROC curves on " + Figures.count(simulation.report().outcomes().known())
                + " events with a matured outcome; below, " + simulation.candidate() + " − " + simulation.live()
                + ". The dotted line is chance. The interval that decides is that of the AUC in the table above.";
    }

    private DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (double rate : new double[] {0.01, 0.02, 0.05, 0.1, 0.2, 0.5}) {
            rows.add(List.of(
                    TickFormat.PERCENT.text(rate, 2),
                    Figures.percent(live.at(rate)),
                    Figures.percent(candidate.at(rate)),
                    TickFormat.POINTS.text(candidate.at(rate) - live.at(rate), 3)));
        }
        return new DataTable(List.of("False positive rate", simulation.live(), simulation.candidate(), "Points"), rows);
    }
}
