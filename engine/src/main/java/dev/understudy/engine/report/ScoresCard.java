package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.report.chart.MirroredHistogram;
import dev.understudy.engine.report.chart.Range;
import dev.understudy.engine.report.chart.TickFormat;
import dev.understudy.engine.simulation.Charts;
import dev.understudy.engine.statistics.ScoreShift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** How both models' scores spread. */
final class ScoresCard {
    private static final Range SCORES = new Range(0, 1);

    /** By custom, a population stability index up to this counts as small, and from the other one on as large. */
    private static final double SMALL = 0.1;

    private static final double LARGE = 0.25;

    /** A share of the middle that nobody would call changed. */
    private static final double UNSEEN = 0.01;

    /** Bins whose counts the table adds up. */
    private static final int PER_ROW = 4;

    private final JudgedSimulation simulation;
    private final String label;
    private final List<Double> live;
    private final List<Double> candidate;
    private final double index;

    private ScoresCard(JudgedSimulation simulation, Charts.Scores scores) {
        this.simulation = simulation;
        this.label = scores.label();
        this.live = shares(scores.histogram().live());
        this.candidate = shares(scores.histogram().candidate());
        // the bins that are drawn give another index; only earlier versions kept nothing better
        this.index = simulation
                .report()
                .observations()
                .scoreShift()
                .map(ScoreShift::stabilityIndex)
                .orElseGet(() -> scores.histogram().stabilityIndex());
    }

    private static List<Double> shares(List<Long> counts) {
        double all = counts.stream().mapToLong(Long::longValue).sum();
        return counts.stream().map(count -> all > 0 ? count / all : 0).toList();
    }

    static ChartCard of(JudgedSimulation simulation) {
        return simulation
                .report()
                .charts()
                .scores()
                .map(scores -> new ScoresCard(simulation, scores).card())
                .orElseGet(() -> ChartCard.without(
                        "scores",
                        "No distribution of scores can be drawn",
                        simulation.report().charts().days().isEmpty()
                                ? "The live model has no score for any event of the window."
                                : "This simulation was kept by a version that did not count scores yet. Simulate the"
                                        + " window again to see them."));
    }

    private ChartCard card() {
        String finding = finding();
        MirroredHistogram chart = new MirroredHistogram(
                finding,
                SCORES,
                "score of “" + Excerpt.of(label) + "”",
                simulation.live(),
                simulation.candidate(),
                live,
                candidate);
        return new ChartCard("scores", finding, caption(), Optional.of(chart), Optional.of(table()));
    }

    private String finding() {
        double change = middle(candidate) - middle(live);
        String psi = " (PSI " + String.format(Locale.ROOT, "%.2f", index) + ")";
        if (Math.abs(change) < UNSEEN) {
            return (index <= SMALL
                            ? "Both models spread their scores much alike"
                            : index < LARGE
                                    ? simulation.candidate() + " spreads its scores somewhat differently"
                                    : simulation.candidate() + " spreads its scores quite differently")
                    + psi;
        }
        return simulation.candidate()
                + (change < 0 ? " is surer: fewer scores in the middle" : " is less sure: more scores in the middle")
                + psi;
    }

    /** The share of the scores in the middle half. */
    private static double middle(List<Double> shares) {
        int quarter = shares.size() / 4;
        return shares.subList(quarter, shares.size() - quarter).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private String caption() {
        long events =
                simulation.report().events() - simulation.report().origins().missing();
        return "Scores of “" + Excerpt.of(label) + "” of all " + Figures.count(events)
                + " events that both models have scored, whether their outcome is known or not, in " + live.size()
                + " equal bins. Between 0.25 and 0.75 lie " + Figures.percent(middle(live)) + " of the scores of "
                + simulation.live() + " and " + Figures.percent(middle(candidate)) + " of "
                + simulation.candidate() + ". PSI is the population stability index: by custom small up to 0.1, large"
                + " from 0.25 on."
                + simulation
                        .report()
                        .observations()
                        .scoreShift()
                        .map(shift -> String.format(
                                Locale.ROOT,
                                " It is taken between the deciles of %s; the two distributions are at most %.3f apart"
                                        + " (Kolmogorov-Smirnov).",
                                simulation.live(),
                                shift.kolmogorovSmirnov()))
                        .orElse("");
    }

    private DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (int from = 0; from < live.size(); from += PER_ROW) {
            int to = Math.min(live.size(), from + PER_ROW);
            double ofLive = sum(live, from, to);
            double ofCandidate = sum(candidate, from, to);
            rows.add(List.of(
                    TickFormat.PLAIN.text((double) from / live.size(), 1) + " – "
                            + TickFormat.PLAIN.text((double) to / live.size(), 1),
                    Figures.percent(ofLive),
                    Figures.percent(ofCandidate),
                    TickFormat.POINTS.text(ofCandidate - ofLive, 3)));
        }
        return new DataTable(List.of("Score", simulation.live(), simulation.candidate(), "Points"), rows);
    }

    private static double sum(List<Double> shares, int from, int to) {
        return IntStream.range(from, to).mapToDouble(shares::get).sum();
    }
}
