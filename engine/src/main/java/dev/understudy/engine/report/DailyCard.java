package dev.understudy.engine.report;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.report.chart.Curve;
import dev.understudy.engine.report.chart.LineChart;
import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import dev.understudy.engine.report.chart.LineChart.Series;
import dev.understudy.engine.report.chart.Range;
import dev.understudy.engine.report.chart.SeriesStyle;
import dev.understudy.engine.report.chart.TickFormat;
import dev.understudy.engine.simulation.Charts.Day;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Both models day by day, and how many outcomes have come. */
final class DailyCard {
    private static final int MOST_ROWS = 400;

    private final JudgedSimulation simulation;
    private final List<Day> days;
    private final boolean isRegression;

    private DailyCard(JudgedSimulation simulation) {
        this.simulation = simulation;
        this.days = simulation.report().charts().days();
        this.isRegression = simulation.report().kind() == TaskKind.REGRESSION;
    }

    static ChartCard of(JudgedSimulation simulation) {
        return simulation.report().charts().days().isEmpty()
                ? ChartCard.without(
                        "days", "No days can be drawn", "The live model has no score for any event of the window.")
                : new DailyCard(simulation).card();
    }

    private ChartCard card() {
        Curve live = curve(Day::live);
        Curve candidate = curve(Day::candidate);
        DoubleStream both = DoubleStream.concat(live.ys(), candidate.ys());
        double first = days.getFirst().day().toEpochDay();
        double last = days.getLast().day().toEpochDay();
        String finding = finding();
        LineChart chart = new LineChart(
                finding,
                first < last ? new Range(first, last) : new Range(first - 0.5, first + 0.5),
                "day of the event, UTC",
                TickFormat.DAY,
                List.of(
                        new Panel(
                                what(),
                                isRegression ? Range.around(both) : Range.fromZero(both),
                                isRegression ? TickFormat.PLAIN : TickFormat.PERCENT,
                                200,
                                List.of(
                                        new Series(simulation.live(), SeriesStyle.LIVE, live),
                                        new Series(simulation.candidate(), SeriesStyle.CANDIDATE, candidate))),
                        new Panel(
                                "share of outcomes known",
                                new Range(0, 1),
                                TickFormat.PERCENT,
                                50,
                                List.of(new Series("", SeriesStyle.AREA, curve(DailyCard::known))))),
                NamePlace.END,
                List.of());
        return new ChartCard("days", finding, caption(), Optional.of(chart), Optional.of(table()));
    }

    private Curve curve(ToDoubleFunction<Day> value) {
        return new Curve(days.stream()
                .map(day -> new Curve.Point(day.day().toEpochDay(), value.applyAsDouble(day)))
                .filter(point -> Double.isFinite(point.y()))
                .toList());
    }

    private static double known(Day day) {
        return day.events() == 0 ? 0 : (double) day.known() / day.events();
    }

    private String what() {
        return switch (simulation.report().kind()) {
            case BINARY -> "share labelled positive";
            case MULTICLASS -> "share given the label that was most frequent in training";
            case REGRESSION -> "mean prediction";
        };
    }

    private String finding() {
        Day widest = days.stream()
                .max(Comparator.comparingDouble(day -> Math.abs(day.candidate() - day.live())))
                .orElseThrow();
        double gap = widest.candidate() - widest.live();
        String size = isRegression ? Figures.signed(gap) : TickFormat.POINTS.text(gap, 3) + " points";
        return gap == 0
                ? "Both models run alike on every day"
                : "Day by day, " + simulation.candidate() + " is farthest from " + simulation.live() + " on "
                        + Moments.day(widest.day()) + ": " + size;
    }

    private String caption() {
        long pending = simulation.report().outcomes().pending();
        return "Per day: " + what() + ", over all "
                + Figures.count(days.stream().mapToLong(Day::events).sum())
                + " events with a score. The grey area is the share whose outcome has matured"
                + (pending > 0 ? "; where it falls, outcomes are still coming." : ".");
    }

    private DataTable table() {
        return new DataTable(
                List.of("Day", "Events", simulation.live(), simulation.candidate(), "Difference", "Outcomes known"),
                days.stream().limit(MOST_ROWS).map(this::row).toList());
    }

    private List<String> row(Day day) {
        double gap = day.candidate() - day.live();
        return List.of(
                day.day().toString(),
                Figures.count(day.events()),
                isRegression ? Figures.value(day.live()) : Figures.percent(day.live()),
                isRegression ? Figures.value(day.candidate()) : Figures.percent(day.candidate()),
                isRegression ? Figures.signed(gap) : TickFormat.POINTS.text(gap, 3),
                Figures.percent(known(day)));
    }
}
