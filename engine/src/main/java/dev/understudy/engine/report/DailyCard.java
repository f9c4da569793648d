package dev.understudy.engine.report;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.report.chart.Curve;
import dev.understudy.engine.report.chart.Ink;
import dev.understudy.engine.report.chart.LineChart;
import dev.understudy.engine.report.chart.LineChart.Band;
import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import dev.understudy.engine.report.chart.LineChart.Series;
import dev.understudy.engine.report.chart.LineChart.Shade;
import dev.understudy.engine.report.chart.Range;
import dev.understudy.engine.report.chart.SeriesStyle;
import dev.understudy.engine.report.chart.TickFormat;
import dev.understudy.engine.simulation.Charts.Day;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Both models day by day, where the live model usually is, and which days have outcomes still to come. */
final class DailyCard {
    private static final int MOST_ROWS = 400;

    private final JudgedSimulation simulation;
    private final List<Day> days;
    private final boolean isRegression;
    private final Optional<Range> usual;

    private DailyCard(JudgedSimulation simulation) {
        this.simulation = simulation;
        this.days = simulation.report().charts().days();
        this.isRegression = simulation.report().kind() == TaskKind.REGRESSION;
        this.usual = UsualRange.of(days, Day::live, !isRegression);
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
        double[] drawn = DoubleStream.concat(
                        DoubleStream.concat(live.ys(), candidate.ys()),
                        usual.stream().flatMapToDouble(range -> DoubleStream.of(range.low(), range.high())))
                .toArray();
        double first = days.getFirst().day().toEpochDay();
        double last = days.getLast().day().toEpochDay();
        Range x = first < last ? new Range(first, last) : new Range(first - 0.5, first + 0.5);
        String finding = finding();
        LineChart chart = new LineChart(
                finding,
                x,
                "day of the event, UTC",
                TickFormat.DAY,
                List.of(new Panel(
                        what(),
                        isRegression ? Range.around(DoubleStream.of(drawn)) : Range.fromZero(DoubleStream.of(drawn)),
                        isRegression ? TickFormat.PLAIN : TickFormat.PERCENT,
                        200,
                        usual.map(range -> new Band(Ink.USUAL, level(x, range.low()), level(x, range.high()))).stream()
                                .toList(),
                        List.of(
                                new Series(simulation.live(), SeriesStyle.LIVE, live),
                                new Series(simulation.candidate(), SeriesStyle.CANDIDATE, candidate)))),
                NamePlace.END,
                maturing().stream().toList());
        return new ChartCard("days", finding, caption(), Optional.of(chart), Optional.of(table()));
    }

    private Curve curve(ToDoubleFunction<Day> value) {
        return new Curve(days.stream()
                .map(day -> new Curve.Point(day.day().toEpochDay(), value.applyAsDouble(day)))
                .filter(point -> Double.isFinite(point.y()))
                .toList());
    }

    private static Curve level(Range x, double height) {
        return new Curve(List.of(new Curve.Point(x.low(), height), new Curve.Point(x.high(), height)));
    }

    /** The last days, from the first on after which no day has as many outcomes as the verdict asks for. */
    private Optional<Shade> maturing() {
        int first = days.size();
        while (first > 0 && known(days.get(first - 1)) < simulation.stored().minimumCoverage()) {
            first--;
        }
        return first == days.size()
                ? Optional.empty()
                : Optional.of(new Shade(
                        "maturing",
                        new Range(
                                days.get(first).day().toEpochDay() - 0.5,
                                days.getLast().day().toEpochDay() + 0.5)));
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
        if (usual.isPresent() && simulation.report().live().isPresent()) {
            Range range = usual.get();
            List<Day> outside = days.stream()
                    .filter(day -> day.candidate() < range.low() || day.candidate() > range.high())
                    .toList();
            if (!outside.isEmpty()) {
                Day farthest = outside.stream()
                        .max(Comparator.comparingDouble(day -> Math.abs(day.candidate() - middle(range))))
                        .orElseThrow();
                return simulation.candidate() + " leaves the usual range of " + simulation.live() + " on "
                        + Counts.of(outside.size(), "day", "days") + " of " + days.size() + ", farthest on "
                        + Moments.day(farthest.day()) + " (" + value(farthest.candidate()) + ")";
            }
            return simulation.candidate() + " stays in the usual range of " + simulation.live() + " on every day";
        }
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

    private static double middle(Range range) {
        return (range.low() + range.high()) / 2;
    }

    private String value(double value) {
        return isRegression ? Figures.value(value) : Figures.percent(value);
    }

    private String caption() {
        return "Per day: " + what() + ", over all "
                + Figures.count(days.stream().mapToLong(Day::events).sum()) + " events with a score."
                + (usual.isPresent()
                        ? " The band is where " + simulation.live() + " usually is: the median of its days ± 3 standard"
                                + " deviations, estimated by the median absolute deviation"
                                + (isRegression ? "." : " and at least that of counting.")
                        : "")
                + (maturing().isPresent() ? " On shaded days outcomes are still coming." : "");
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
                value(day.live()),
                value(day.candidate()),
                isRegression ? Figures.signed(gap) : TickFormat.POINTS.text(gap, 3),
                Figures.percent(known(day)));
    }
}
