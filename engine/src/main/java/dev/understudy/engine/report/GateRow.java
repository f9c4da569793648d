package dev.understudy.engine.report;

import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.simulation.MetricReading;
import java.util.Optional;

/**
 * A line of the gate table.
 *
 * @param metric its name
 * @param slice the events it is limited to; empty for all
 * @param better which direction is better
 * @param role the part it plays; empty where it decides nothing
 * @param figures its numbers
 * @param margin as in the task file; empty where it decides nothing
 * @param conclusion what the gate makes of it; empty where it decides nothing
 * @param undetermined why there is no difference; empty where there is one
 */
public record GateRow(
        String metric,
        String slice,
        String better,
        String role,
        MetricFigures figures,
        String margin,
        String conclusion,
        String undetermined) {
    static GateRow of(JudgedMetrics.Line line) {
        MetricReading reading = line.reading();
        Optional<MetricJudgement> judged = line.judgement();
        double margin = judged.map(judgement -> judgement.metric().margin()).orElse(0.0);
        return new GateRow(
                name(reading),
                reading.slice().orElse(""),
                reading.metric().higherIsBetter() ? "higher is better" : "lower is better",
                judged.map(judgement -> judgement.metric().role().key()).orElse(""),
                MetricFigures.of(reading, margin),
                judged.map(judgement -> MetricFigures.margin(margin)).orElse(""),
                judged.map(judgement -> judgement.conclusion().key()).orElse(""),
                reading.undetermined().orElse(""));
    }

    /** The metric's name as the beginning of a line. */
    static String name(MetricReading reading) {
        String label = reading.metric().label();
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }

    /** A mark that says the same as the conclusion's colour. */
    public String mark() {
        return switch (conclusion) {
            case "superior" -> "▲";
            case "non-inferior" -> "✓";
            case "inferior" -> "▼";
            case "undecided" -> "?";
            default -> "";
        };
    }
}
