package dev.understudy.engine.report;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.SimulationReport.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the models decide differently, with some examples. Inputs are not shown.
 *
 * @param sentence how many, and for whom
 * @param examples those with the largest difference of scores; empty where there is none
 */
public record Disagreements(String sentence, Optional<DataTable> examples) {
    private static final int MOST_ROWS = 10;

    static Disagreements of(JudgedSimulation simulation) {
        SimulationReport report = simulation.report();
        var found = report.disagreements();
        if (found.count() == 0) {
            return new Disagreements("The models decide alike on every event.", Optional.empty());
        }
        long open = Math.max(0, found.count() - found.better() - found.worse());
        String sentence = Figures.count(found.count()) + " " + noun(report.kind()) + ": " + simulation.candidate()
                + " is " + verb(report.kind()) + " in " + Figures.count(found.better()) + ", " + simulation.live()
                + " in " + Figures.count(found.worse())
                + (open > 0 ? ", and in " + Figures.count(open) + " neither is, or the outcome is not known." : ".");
        List<DataTable> tables = found.examples().isEmpty() ? List.of() : List.of(table(simulation));
        return new Disagreements(sentence, tables.stream().findFirst());
    }

    static String noun(TaskKind kind) {
        return kind == TaskKind.REGRESSION ? "events with another error" : "events decided differently";
    }

    private static String verb(TaskKind kind) {
        return kind == TaskKind.REGRESSION ? "nearer" : "right";
    }

    private static DataTable table(JudgedSimulation simulation) {
        boolean labelled = simulation.report().kind() != TaskKind.REGRESSION;
        return new DataTable(
                List.of("Event", "Time", simulation.live(), simulation.candidate(), "Outcome"),
                simulation.report().disagreements().examples().stream()
                        .limit(MOST_ROWS)
                        .map(example -> row(example, labelled))
                        .toList());
    }

    private static List<String> row(Example example, boolean labelled) {
        List<String> row = new ArrayList<>();
        row.add(Excerpt.of(example.event()));
        row.add(Moments.minute(example.time()));
        row.add(said(example.live(), labelled ? example.liveLabel() : ""));
        row.add(said(example.candidate(), labelled ? example.candidateLabel() : ""));
        row.add(example.outcome().map(Excerpt::of).orElse("still to come"));
        return row;
    }

    private static String said(double score, String label) {
        String number = Double.isFinite(score) ? Figures.value(score).replace('-', '−') : MetricFigures.NONE;
        return label.isEmpty() ? number : Excerpt.of(label) + " (" + number + ")";
    }
}
