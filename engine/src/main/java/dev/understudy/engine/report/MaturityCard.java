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
import dev.understudy.engine.simulation.OutcomeMaturity;
import dev.understudy.engine.statistics.DelayCurve;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the outcomes come in, and what the verdict would be where more of them have. */
final class MaturityCard {
    private static final Range SHARE = new Range(0, 1);

    private final JudgedSimulation simulation;
    private final OutcomeMaturity maturity;

    private MaturityCard(JudgedSimulation simulation, OutcomeMaturity maturity) {
        this.simulation = simulation;
        this.maturity = maturity;
    }

    /** Empty where it was not looked at, and where every outcome counts at once. */
    static Optional<ChartCard> of(JudgedSimulation simulation) {
        return simulation
                .report()
                .observations()
                .maturity()
                .filter(maturity -> !maturity.curve().points().isEmpty()
                        && maturity.curve().points().getLast().days() > 0)
                .map(maturity -> new MaturityCard(simulation, maturity).card());
    }

    private ChartCard card() {
        String finding = capitalised(ObservationLines.delays(maturity));
        List<DelayCurve.Point> points = maturity.curve().points();
        Range days = new Range(0, points.getLast().days());
        double needed = simulation.stored().minimumCoverage();
        LineChart chart = new LineChart(
                finding,
                days,
                "days after the event",
                TickFormat.PLAIN,
                List.of(new Panel(
                        "share of the outcomes that count",
                        SHARE,
                        TickFormat.PERCENT,
                        200,
                        List.of(
                                new Series(
                                        "",
                                        SeriesStyle.REFERENCE,
                                        new Curve(List.of(
                                                new Curve.Point(0, needed), new Curve.Point(days.high(), needed)))),
                                new Series("", SeriesStyle.DIFFERENCE, steps(points))))),
                NamePlace.END,
                List.of());
        return new ChartCard(
                "maturity",
                finding,
                caption(),
                Optional.of(chart),
                maturity.steps().isEmpty() ? Optional.empty() : Optional.of(table()));
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** A share stays what it is until the day on which it grows. */
    private static Curve steps(List<DelayCurve.Point> points) {
        List<Curve.Point> corners = new ArrayList<>();
        double share = 0;
        corners.add(new Curve.Point(0, 0));
        for (DelayCurve.Point point : points) {
            corners.add(new Curve.Point(point.days(), share));
            corners.add(new Curve.Point(point.days(), point.share()));
            share = point.share();
        }
        return new Curve(corners);
    }

    private String caption() {
        return "Estimated from the window's events as known at "
                + Moments.minute(simulation.report().knownAt())
                + " (Kaplan and Meier): an event whose outcome is still to come is known to take longer than it is old,"
                + " and counts as nothing else. The dotted line is what the task asks for. What becomes known early may differ from what comes late; the table has"
                + " the same window cut to older events, with what the gate would say of each."
                + ObservationLines.advice(simulation.stored())
                        .map(sentence -> " " + capitalised(sentence) + ".")
                        .orElse("");
    }

    private DataTable table() {
        return new DataTable(
                List.of("Had the time", "Up to", "Outcomes", "Positive", "Difference", "Decision"),
                MaturityStep.of(simulation.stored()).stream()
                        .map(step -> List.of(
                                Math.round(100 * step.step().share()) + " %, "
                                        + Counts.of(step.step().age(), "day", "days"),
                                Moments.day(LocalDate.ofInstant(step.step().to(), ZoneOffset.UTC)),
                                Figures.count(step.step().known()) + " ("
                                        + Figures.percentDown(step.step().coverage()) + ")",
                                step.step().positive().map(Figures::percent).orElse(MetricFigures.NONE),
                                step.difference()
                                        .map(ObservationLines::interval)
                                        .orElse(MetricFigures.NONE),
                                step.decision()))
                        .toList());
    }
}
