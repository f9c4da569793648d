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
import dev.understudy.engine.statistics.Calibration;
import dev.understudy.engine.statistics.Reliability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** How far both models' scores can be taken for probabilities. */
final class CalibrationCard {
    /** Root mean square errors that nobody would act on. */
    private static final double UNSEEN = 0.005;

    private final JudgedSimulation simulation;
    private final Calibration calibration;

    private CalibrationCard(JudgedSimulation simulation, Calibration calibration) {
        this.simulation = simulation;
        this.calibration = calibration;
    }

    /** Empty where it was not measured. */
    static Optional<ChartCard> of(JudgedSimulation simulation) {
        return simulation
                .report()
                .observations()
                .calibration()
                .map(calibration -> new CalibrationCard(simulation, calibration).card());
    }

    private ChartCard card() {
        String finding = finding();
        Range drawn = Range.fromZero(Stream.of(calibration.live(), calibration.candidate())
                .flatMap(side -> side.bins().stream())
                .flatMapToDouble(bin -> DoubleStream.of(bin.meanScore(), bin.observed())));
        Range range = new Range(0, Math.min(1, drawn.high()));
        LineChart chart = new LineChart(
                finding,
                range,
                "mean score",
                TickFormat.PERCENT,
                List.of(new Panel(
                        "share that came true",
                        range,
                        TickFormat.PERCENT,
                        250,
                        List.of(
                                new Series(
                                        "",
                                        SeriesStyle.REFERENCE,
                                        new Curve(List.of(
                                                new Curve.Point(range.low(), range.low()),
                                                new Curve.Point(range.high(), range.high())))),
                                new Series(simulation.live(), SeriesStyle.LIVE, curve(calibration.live())),
                                new Series(
                                        simulation.candidate(),
                                        SeriesStyle.CANDIDATE,
                                        curve(calibration.candidate()))))),
                NamePlace.WIDEST_GAP,
                List.of());
        return new ChartCard("calibration", finding, caption(), Optional.of(chart), Optional.of(table()));
    }

    private static Curve curve(Reliability reliability) {
        return new Curve(reliability.bins().stream()
                .map(bin -> new Curve.Point(bin.meanScore(), bin.observed()))
                .toList());
    }

    private String finding() {
        double live = calibration.live().rootError();
        double candidate = calibration.candidate().rootError();
        if (Math.max(live, candidate) < UNSEEN) {
            return "The scores of both models can be taken for probabilities";
        }
        if (Math.abs(live - candidate) < UNSEEN) {
            return "The scores of both models are about as far from probabilities";
        }
        return "The scores of " + (candidate < live ? simulation.candidate() : simulation.live())
                + " are closer to probabilities: off by " + Figures.value(Math.min(live, candidate)) + " instead of "
                + Figures.value(Math.max(live, candidate));
    }

    private String caption() {
        return (simulation.report().kind() == TaskKind.BINARY
                        ? "Events with a matured outcome, in bins of about equally many by their score: "
                        : "Events with a matured outcome, in bins of about equally many by the score of the label that"
                                + " they get: ")
                + "what was said, and what came true. On the dotted line both are the same. Expected calibration error: "
                + simulation.live() + " " + Figures.value(calibration.live().expectedError()) + ", "
                + simulation.candidate() + " "
                + Figures.value(calibration.candidate().expectedError())
                + "; root mean square with chance taken out: "
                + Figures.value(calibration.live().rootError())
                + " and " + Figures.value(calibration.candidate().rootError()) + ". It decides nothing.";
    }

    private DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        add(rows, simulation.live(), calibration.live());
        add(rows, simulation.candidate(), calibration.candidate());
        return new DataTable(List.of("Model", "Mean score", "Came true", "Events"), rows);
    }

    private static void add(List<List<String>> rows, String model, Reliability reliability) {
        reliability
                .bins()
                .forEach(bin -> rows.add(List.of(
                        model,
                        Figures.value(bin.meanScore()),
                        Figures.value(bin.observed()),
                        Figures.count(Math.round(bin.events())))));
    }
}
