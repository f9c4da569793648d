package dev.understudy.engine.report;

import dev.understudy.engine.gate.Conclusion;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.report.chart.ForestPlot;
import dev.understudy.engine.report.chart.ForestPlot.Worse;
import dev.understudy.engine.report.chart.TickFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The gate's metrics side by side, each measured in its own margin. */
final class GateForestCard {
    /** In margins. What is farther away is beyond doubt. */
    private static final double REACH = 10;

    private GateForestCard() {}

    static ChartCard of(JudgedSimulation simulation) {
        List<MetricJudgement> judged = simulation.metrics().ofGate();
        List<ForestPlot.Row> rows = judged.stream()
                .filter(judgement -> judgement.metric().margin() > 0)
                .flatMap(judgement -> row(judgement).stream())
                .toList();
        if (rows.isEmpty()) {
            return ChartCard.without(
                    "gate",
                    "No metric of the gate has an interval",
                    "None of the differences can be determined; the table above says why.");
        }
        String finding = finding(judged);
        ForestPlot plot = new ForestPlot(
                finding,
                "change for the better, in margins",
                TickFormat.SIGNED,
                OptionalDouble.of(-1),
                Worse.LEFT,
                REACH,
                rows);
        return new ChartCard(
                "gate",
                finding,
                "Differences with their " + Confidence.ofGate(simulation) + " intervals, each divided by the metric's"
                        + " margin and turned so that right is better. An interval must not reach left of the margin;"
                        + " arrows go beyond " + Math.round(REACH) + " margins.",
                Optional.of(plot),
                Optional.empty());
    }

    private static Optional<ForestPlot.Row> row(MetricJudgement judgement) {
        double margin = judgement.metric().margin();
        return judgement.reading().difference().map(difference -> {
            Gain gain = Gain.of(judgement.reading(), difference);
            return new ForestPlot.Row(
                    name(judgement),
                    Counts.brief(judgement.reading().events()),
                    gain.lower() / margin,
                    gain.value() / margin,
                    gain.upper() / margin);
        });
    }

    private static String name(MetricJudgement judgement) {
        return GateRow.name(judgement.reading())
                + judgement.metric().slice().map(slice -> ", " + slice.value()).orElse("");
    }

    private static String finding(List<MetricJudgement> judged) {
        List<MetricJudgement> inferior = with(judged, Conclusion.INFERIOR);
        List<MetricJudgement> undecided = with(judged, Conclusion.UNDECIDED);
        if (!inferior.isEmpty()) {
            return names(inferior) + (inferior.size() == 1 ? " is" : " are") + " worse than the margin allows";
        }
        if (!undecided.isEmpty()) {
            return names(undecided) + (undecided.size() == 1 ? " is" : " are") + " not settled by this window";
        }
        return switch (judged.size()) {
            case 1 -> "The metric of the gate is within its margin";
            case 2 -> "Both metrics of the gate are within their margins";
            default -> "All " + Figures.count(judged.size()) + " metrics of the gate are within their margins";
        };
    }

    private static List<MetricJudgement> with(List<MetricJudgement> judged, Conclusion conclusion) {
        return judged.stream()
                .filter(judgement -> judgement.conclusion() == conclusion)
                .toList();
    }

    private static String names(List<MetricJudgement> judged) {
        String names = judged.stream()
                .map(judgement -> judgement.reading().metric().label()
                        + judgement
                                .metric()
                                .slice()
                                .map(slice -> " where " + slice)
                                .orElse(""))
                .collect(Collectors.joining(" and "));
        return Excerpt.of(Character.toUpperCase(names.charAt(0)) + names.substring(1));
    }
}
