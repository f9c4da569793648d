package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be read in half a minute.
 *
 * @param decision the verdict's name in output
 * @param word the verdict as people read it
 * @param claim the verdict's reason up to its colon
 * @param grounds the rest of it; may be empty
 * @param advice what to do now
 * @param figures what people ask for first
 * @param facts who, when, which window
 * @param caveats the weightiest first
 */
public record Headline(
        String decision,
        String word,
        String claim,
        String grounds,
        Advice advice,
        List<KeyFigure> figures,
        List<Fact> facts,
        List<String> caveats) {
    static Headline of(JudgedSimulation simulation, RankedSlices slices) {
        String decision = simulation.verdict().key();
        String reason = simulation.verdict().reason();
        int colon = reason.indexOf(": ");
        return new Headline(
                decision,
                capitalised(decision),
                colon < 0 ? reason : reason.substring(0, colon),
                colon < 0 ? "" : capitalised(reason.substring(colon + 2)),
                Advice.of(simulation),
                figures(simulation, slices),
                facts(simulation),
                Caveats.of(simulation, slices));
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static List<KeyFigure> figures(JudgedSimulation simulation, RankedSlices slices) {
        SimulationReport report = simulation.report();
        List<KeyFigure> figures = new ArrayList<>();
        simulation.metrics().primary().ifPresent(primary -> figures.add(primary(simulation, primary)));
        figures.add(new KeyFigure(
                Figures.count(report.events()),
                report.events() == 1 ? "event replayed" : "events replayed",
                Counts.of(report.outcomes().known(), "outcome has matured", "outcomes have matured")));
        figures.add(new KeyFigure(
                Figures.percent(report.outcomes().coverage()),
                "of the outcomes known",
                "at least " + Figures.percent(simulation.stored().minimumCoverage()) + " needed"));
        figures.add(
                slices.ranked().isEmpty()
                        ? disagreements(report)
                        : worst(slices.ranked().getFirst()));
        return figures;
    }

    private static KeyFigure primary(JudgedSimulation simulation, MetricJudgement primary) {
        MetricFigures figures =
                MetricFigures.of(primary.reading(), primary.metric().margin());
        String metric = GateRow.name(primary.reading())
                + primary.metric()
                        .slice()
                        .map(slice -> " where " + Excerpt.of(slice.toString()))
                        .orElse("");
        return primary.reading().difference().isEmpty()
                ? new KeyFigure(
                        MetricFigures.NONE,
                        metric + " cannot be compared",
                        primary.reading().undetermined().orElse("it was not computed"))
                : new KeyFigure(
                        figures.difference(),
                        metric + ", " + simulation.candidate() + " − " + simulation.live(),
                        unbroken(figures.interval()) + " at "
                                + Figures.confidence(
                                        primary.reading().difference().get().confidence())
                                + "; "
                                + (primary.metric().metric().higherIsBetter() ? "higher" : "lower") + " is better");
    }

    private static KeyFigure worst(RankedSlices.Ranked slice) {
        MetricFigures figures = MetricFigures.of(slice.reading(), 0);
        return new KeyFigure(
                figures.difference(),
                GateRow.name(slice.reading()) + " in the worst slice",
                Excerpt.of(slice.slice()) + " " + unbroken(figures.interval()));
    }

    /** On one line, with no-break spaces. */
    private static String unbroken(String text) {
        return text.replace(' ', '\u00a0');
    }

    private static KeyFigure disagreements(SimulationReport report) {
        return new KeyFigure(
                Figures.count(report.disagreements().count()),
                Disagreements.noun(report.kind()),
                Figures.count(report.disagreements().better()) + " for the better, "
                        + Figures.count(report.disagreements().worse()) + " for the worse");
    }

    private static List<Fact> facts(JudgedSimulation simulation) {
        SimulationReport report = simulation.report();
        return List.of(
                new Fact(
                        "Window",
                        Moments.minute(report.window().from()) + " – "
                                + Moments.minute(report.window().to())),
                new Fact("Outcomes as known at", Moments.minute(report.knownAt())),
                new Fact("Simulated", Moments.minute(simulation.stored().recordedAt())),
                new Fact("Simulation", simulation.stored().id()));
    }
}
