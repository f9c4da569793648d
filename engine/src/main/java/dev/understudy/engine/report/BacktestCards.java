package dev.understudy.engine.report;

import dev.understudy.engine.backtest.BacktestResult;
import dev.understudy.engine.backtest.BacktestStep;
import dev.understudy.engine.backtest.BacktestStep.Decision;
import dev.understudy.engine.backtest.BacktestStep.Outlook;
import dev.understudy.engine.backtest.Policy;
import dev.understudy.engine.report.chart.Curve;
import dev.understudy.engine.report.chart.Ink;
import dev.understudy.engine.report.chart.LineChart;
import dev.understudy.engine.report.chart.Range;
import dev.understudy.engine.report.chart.SeriesStyle;
import dev.understudy.engine.report.chart.TickFormat;
import dev.understudy.engine.task.GateMetric;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The charts of a backtest. */
final class BacktestCards {
    private static final double DAY = 86_400.0;
    private static final double HEIGHT = 150;

    private final BacktestResult result;
    private final GateMetric leading;
    private final List<BacktestStep> steps;
    private final Range x;

    private BacktestCards(BacktestResult result) {
        this.result = result;
        this.leading = BacktestTables.leading(result);
        this.steps = result.steps();
        this.x = new Range(
                day(result.request().span().from()), day(result.request().span().to()));
    }

    static List<ChartCard> of(BacktestResult result) {
        BacktestCards cards = new BacktestCards(result);
        return List.of(cards.policies(), cards.predictions());
    }

    /** Its ticks have no year. */
    private String axis() {
        return "step, UTC, " + BacktestTables.moment(result.request().span().from()) + " to "
                + BacktestTables.moment(result.request().span().to());
    }

    private static double day(Instant at) {
        return at.getEpochSecond() / DAY;
    }

    /** Each policy step by step, and how old the model is that it has live: where the line falls, it was released. */
    private ChartCard policies() {
        String name = leading.metric().label();
        List<LineChart.Series> values = Stream.of(
                        series("never", SeriesStyle.LIVE, Policy.NEVER),
                        series("fresh", SeriesStyle.REFERENCE, Policy.FRESH),
                        series("always", SeriesStyle.DIFFERENCE, Policy.ALWAYS),
                        series("gated", SeriesStyle.CANDIDATE, Policy.GATED))
                .filter(series -> !series.curve().points().isEmpty())
                .toList();
        if (values.isEmpty()) {
            return ChartCard.without("policies", name + " cannot be drawn", "No step has a value of it.");
        }
        Curve age = curve(step -> Optional.of(day(step.at()) - day(liveFrom(step))));
        LineChart chart = new LineChart(
                BacktestTables.sentence(result),
                x,
                axis(),
                TickFormat.DAY,
                List.of(
                        new LineChart.Panel(
                                name,
                                Range.around(values.stream()
                                        .flatMapToDouble(
                                                series -> series.curve().ys())),
                                TickFormat.PLAIN,
                                HEIGHT,
                                values),
                        new LineChart.Panel(
                                "days since what is live was trained",
                                Range.fromZero(age.ys()),
                                TickFormat.PLAIN,
                                HEIGHT / 2,
                                List.of(new LineChart.Series("gated", SeriesStyle.CANDIDATE, age)))),
                LineChart.NamePlace.END,
                List.of());
        return new ChartCard(
                "policies",
                BacktestTables.sentence(result),
                "Above: " + name
                        + " of each policy's model on the traffic from each step to the next. Below: how old the"
                        + " model is that the gate has live; where the line falls, a candidate was released.",
                Optional.of(chart),
                Optional.empty());
    }

    /** As of when the model was trained that is live from the step on. */
    private static Instant liveFrom(BacktestStep step) {
        return step.decision() == Decision.APPROVED || step.decision() == Decision.FIRST
                ? step.candidate().orElseThrow().asOf()
                : step.live().asOf();
    }

    private LineChart.Series series(String name, SeriesStyle style, Policy policy) {
        return new LineChart.Series(
                name,
                style,
                curve(step -> step.values().stream()
                        .filter(values ->
                                values.metric().equals(leading.metric().key()))
                        .flatMap(values -> Optional.ofNullable(values.byPolicy().get(policy)).stream())
                        .findFirst()));
    }

    private Curve curve(Function<BacktestStep, Optional<Double>> value) {
        return new Curve(steps.stream()
                .flatMap(step -> value.apply(step).stream().map(height -> new Curve.Point(day(step.at()), height)))
                .filter(point -> Double.isFinite(point.y()))
                .toList());
    }

    /** What was predicted of each candidate against what came, whether it was released or not. */
    private ChartCard predictions() {
        String name = leading.metric().label();
        Curve realised = curve(step -> outlook(step)
                .filter(one -> one.interval().isPresent())
                .flatMap(Outlook::realised)
                .map(BacktestStep.Difference::value));
        if (realised.points().isEmpty()) {
            return ChartCard.without(
                    "predictions",
                    "No prediction can be held against what came",
                    "No step has a difference of " + name + " with its error both before and after it.");
        }
        Curve predicted = curve(step -> outlook(step)
                .filter(one -> one.interval().isPresent())
                .flatMap(Outlook::predicted)
                .map(BacktestStep.Difference::value));
        Curve lower = curve(step -> outlook(step).flatMap(Outlook::interval).map(found -> found.lower()));
        Curve upper = curve(step -> outlook(step).flatMap(Outlook::interval).map(found -> found.upper()));
        String finding = result.fidelity().stream()
                .filter(one -> one.metric() == leading.metric())
                .findFirst()
                .map(one -> one.covered() + " of " + one.intervals() + " realised differences of " + name
                        + " lie in their 90 % prediction intervals")
                .orElseThrow();
        LineChart chart = new LineChart(
                finding,
                Range.between(
                        realised.points().getFirst().x(),
                        realised.points().getLast().x()),
                axis(),
                TickFormat.DAY,
                List.of(new LineChart.Panel(
                        "candidate − live, " + name,
                        Range.around(DoubleStream.concat(realised.ys(), DoubleStream.concat(lower.ys(), upper.ys()))),
                        TickFormat.SIGNED,
                        HEIGHT,
                        List.of(new LineChart.Band(Ink.INTERVAL, lower, upper)),
                        List.of(
                                new LineChart.Series("forecast", SeriesStyle.CANDIDATE, predicted),
                                new LineChart.Series("realised", SeriesStyle.LIVE, realised)))),
                LineChart.NamePlace.END,
                List.of());
        return new ChartCard(
                "predictions",
                finding,
                "Of every step, released or not: the simulated difference of candidate and live model, the interval in"
                        + " which the same difference was expected on the traffic that followed, and what it came to.",
                Optional.of(chart),
                Optional.empty());
    }

    private Optional<Outlook> outlook(BacktestStep step) {
        return step.metrics().stream()
                .filter(one -> one.metric().equals(leading))
                .findFirst();
    }
}
