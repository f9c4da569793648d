package dev.understudy.fx.chart;

import dev.understudy.engine.report.ChartCard;
import dev.understudy.engine.report.DataTable;
import dev.understudy.engine.report.chart.Chart;
import dev.understudy.engine.report.chart.Curve;
import dev.understudy.engine.report.chart.ForestPlot;
import dev.understudy.engine.report.chart.Ink;
import dev.understudy.engine.report.chart.LineChart;
import dev.understudy.engine.report.chart.LineChart.Band;
import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import dev.understudy.engine.report.chart.LineChart.Series;
import dev.understudy.engine.report.chart.LineChart.Shade;
import dev.understudy.engine.report.chart.MirroredHistogram;
import dev.understudy.engine.report.chart.PairedBars;
import dev.understudy.engine.report.chart.Range;
import dev.understudy.engine.report.chart.SeriesStyle;
import dev.understudy.engine.report.chart.Sparkline;
import dev.understudy.engine.report.chart.TickFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** A card of each sort, and the hard ones: many rows, long names, nothing to draw. */
final class ExampleCards {
    private static final Range SHARE = new Range(0, 1);

    private ExampleCards() {}

    static List<ChartCard> all() {
        return List.of(
                roc(1_200),
                days(),
                slices(6),
                labels(2),
                scores(),
                slices(40),
                new ChartCard(
                        "none",
                        "No ROC curve can be drawn",
                        "A ROC curve needs matured outcomes of both classes, and the window has them of one class only,"
                                + " or none. Simulate a longer window.",
                        Optional.empty(),
                        Optional.empty()));
    }

    static ChartCard roc(int points) {
        Curve live = curve(points, SHARE, x -> Math.pow(x, 0.22));
        Curve candidate = curve(points, SHARE, x -> Math.pow(x, 0.14));
        Curve difference = candidate.minus(live, SHARE, 100);
        LineChart chart = new LineChart(
                "v9 finds more positives at every false alarm rate",
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
                                        new Series("v7", SeriesStyle.LIVE, live),
                                        new Series("v9", SeriesStyle.CANDIDATE, candidate))),
                        new Panel(
                                "difference, percentage points",
                                new Range(-0.03, 0.2),
                                TickFormat.POINTS,
                                70,
                                List.of(new Band(Ink.INTERVAL, moved(difference, -0.02), moved(difference, 0.02))),
                                List.of(new Series("", SeriesStyle.DIFFERENCE, difference)))),
                NamePlace.WIDEST_GAP,
                List.of());
        return card(
                "roc",
                chart,
                "ROC curves on 965,100 events with a matured outcome; below, v9 − v7 with its 95 %"
                        + " interval at each rate. The interval that decides is that of the AUC in the table above.");
    }

    static ChartCard days() {
        Range x = new Range(20_400, 20_413);
        Curve live = curve(14, x, day -> 0.05 + 0.008 * Math.sin(day * 1.3));
        Curve candidate = curve(14, x, day -> 0.052 + 0.008 * Math.sin(day * 1.3) + (day > 20_408 ? 0.015 : 0));
        LineChart chart = new LineChart(
                "Both flag 5 %; v9 sees the wave of 17 November",
                x,
                "day of the event, UTC",
                TickFormat.DAY,
                List.of(new Panel(
                        "share labelled positive",
                        new Range(0, 0.09),
                        TickFormat.PERCENT,
                        200,
                        List.of(new Band(Ink.USUAL, curve(2, x, _ -> 0.03), curve(2, x, _ -> 0.07))),
                        List.of(
                                new Series("v7", SeriesStyle.LIVE, live),
                                new Series("v9", SeriesStyle.CANDIDATE, candidate)))),
                NamePlace.END,
                List.of(new Shade("maturing", new Range(20_411, 20_413))));
        return card("days", chart, "Per day, over all 1,004,212 events; the band is the live model's usual range.");
    }

    static ChartCard slices(int rows) {
        ForestPlot plot = new ForestPlot(
                rows > 10 ? "AUC is worse in 3 slices of 40, most in “country=C0”" : "In no slice is AUC shown worse",
                "difference of AUC",
                TickFormat.SIGNED,
                OptionalDouble.of(-0.005),
                ForestPlot.Worse.LEFT,
                0.2,
                IntStream.range(0, rows)
                        .mapToObj(i -> new ForestPlot.Row(
                                i == 1 ? "seller_age=older than a year" : "country=C" + i,
                                i == 2 ? "1.2 M" : (61 + i) + " k",
                                -0.006 + i * 0.002,
                                0.004 + i * 0.002,
                                i == 3 ? 0.9 : 0.014 + i * 0.002))
                        .toList());
        return card(
                "slices" + rows, plot, "Difference of AUC with its 95 % interval, by slice, the most harmed first.");
    }

    static ChartCard labels(int rows) {
        PairedBars bars = new PairedBars(
                "Label “scam” changes most: 5.1 % → 6.2 % (+1.1 points)",
                "v7",
                "v9",
                IntStream.range(0, rows)
                        .mapToObj(
                                i -> new PairedBars.Row(i == 0 ? "fine" : "scam", 0.949 - i * 0.898, 0.938 - i * 0.876))
                        .toList());
        return card("labels", bars, "Share of all 1,004,212 events with a score.");
    }

    static ChartCard scores() {
        MirroredHistogram histogram = new MirroredHistogram(
                "v9 is surer: fewer scores in the middle (PSI 0.06)",
                SHARE,
                "score of “scam”",
                "v7",
                "v9",
                bins(0.07, 0.09, 0.012),
                bins(0.05, 0.07, 0.006));
        return card("scores", histogram, "Scores of “scam” of all 1,004,212 events that both models have scored.");
    }

    private static List<Double> bins(double left, double right, double middle) {
        return IntStream.range(0, 40)
                .mapToObj(i -> Math.exp(-Math.pow((i / 40.0 - left) / 0.06, 2)) * 0.16
                        + Math.exp(-Math.pow((1 - i / 40.0 - right) / 0.06, 2)) * 0.05
                        + middle)
                .toList();
    }

    /** A day's label share, every five minutes. */
    static Sparkline sparkline() {
        return new Sparkline(
                "Share called scam over the last days; it left its usual range on the 17th",
                TickFormat.DAY,
                TickFormat.PERCENT,
                curve(
                        288,
                        new Range(20_400, 20_413),
                        day -> 0.05 + 0.006 * Math.sin(day * 3) + (day > 20_409 && day < 20_410 ? 0.03 : 0)),
                Optional.of(new Range(0.04, 0.06)));
    }

    private static ChartCard card(String key, Chart chart, String caption) {
        List<List<String>> rows = IntStream.range(0, 30)
                .mapToObj(i -> List.of("row " + i, "0.9312", "0.9523", "+0.0211"))
                .toList();
        DataTable table = new DataTable(List.of("Name", "v7", "v9", "Difference"), rows);
        return new ChartCard(key, chart.finding(), caption, Optional.of(chart), Optional.of(table));
    }

    private static Curve curve(int points, Range x, DoubleUnaryOperator y) {
        return new Curve(IntStream.range(0, points)
                .mapToDouble(i -> x.low() + (x.high() - x.low()) * i / (points - 1))
                .mapToObj(place -> new Curve.Point(place, y.applyAsDouble(place)))
                .toList());
    }

    private static Curve moved(Curve curve, double by) {
        return new Curve(curve.points().stream()
                .map(point -> new Curve.Point(point.x(), point.y() + by))
                .toList());
    }
}
