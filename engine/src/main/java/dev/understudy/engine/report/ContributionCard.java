package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.model.Explanation;
import dev.understudy.engine.report.chart.SignedBars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What moved the scores that two models gave one event. */
public final class ContributionCard {
    private static final int MOST_BARS = 8;

    private ContributionCard() {}

    /**
     * The card of an event.
     *
     * @param liveName the live model's name
     * @param live what moved its score; empty where it cannot be told
     * @param candidateName the candidate's name
     * @param candidate what moved its score
     */
    public static ChartCard of(
            String liveName, Optional<Explanation> live, String candidateName, Explanation candidate) {
        Explanation.Output said = candidate.outputs().getFirst();
        // bars of two models share an axis only where they are measured in the same unit
        Optional<Explanation.Output> before = live.filter(other -> other.unit() == candidate.unit())
                .flatMap(other -> other.outputs().stream()
                        .filter(output -> output.outcome().equals(said.outcome()))
                        .findFirst());
        Map<String, Double> amounts = before.map(ContributionCard::amounts).orElse(Map.of());
        List<SignedBars.Row> rows = said.contributions().stream()
                .map(one -> new SignedBars.Row(
                        Excerpt.of(one.feature() + " " + one.value().orElse("(missing)")),
                        amounts.getOrDefault(one.feature(), 0.0),
                        one.amount()))
                .sorted(Comparator.comparingDouble(
                                (SignedBars.Row row) -> Math.max(Math.abs(row.candidate()), Math.abs(row.live())))
                        .reversed())
                .toList();
        String finding = finding(candidateName, said);
        SignedBars bars = new SignedBars(
                finding,
                before.map(output -> liveName),
                candidateName,
                rows.subList(0, Math.min(MOST_BARS, rows.size())));
        return new ChartCard(
                "contributions",
                finding,
                caption(liveName, live, before, candidateName, candidate),
                Optional.of(bars),
                Optional.of(table(liveName, before.isPresent(), candidateName, rows)));
    }

    private static Map<String, Double> amounts(Explanation.Output output) {
        Map<String, Double> amounts = new LinkedHashMap<>();
        output.contributions().forEach(one -> amounts.put(one.feature(), one.amount()));
        return amounts;
    }

    private static String finding(String name, Explanation.Output output) {
        Explanation.Contribution largest = output.contributions().getFirst();
        return "“" + Excerpt.of(largest.feature()) + "” moved " + name + " most: " + Figures.signed(largest.amount());
    }

    private static String caption(
            String liveName,
            Optional<Explanation> live,
            Optional<Explanation.Output> before,
            String candidateName,
            Explanation candidate) {
        Explanation.Output said = candidate.outputs().getFirst();
        String text = "Shapley values in " + candidate.unit().key()
                + said.outcome()
                        .map(outcome -> " of the outcome " + Excerpt.of(outcome))
                        .orElse("") + ". "
                + way(candidateName, said)
                + before.map(output -> "; " + way(liveName, output)).orElse("") + ".";
        if (live.isPresent() && before.isEmpty()) {
            return text + " " + liveName + " is measured in "
                    + live.get().unit().key() + ", and is not drawn beside it.";
        }
        return text;
    }

    private static String way(String name, Explanation.Output output) {
        return name + " went from " + Figures.value(output.base()).replace('-', '−') + " on average to "
                + Figures.value(output.margin()).replace('-', '−') + " here";
    }

    private static DataTable table(String liveName, boolean hasLive, String candidateName, List<SignedBars.Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (SignedBars.Row row : rows) {
            cells.add(List.of(
                    row.label(),
                    hasLive ? Figures.signed(row.live()) : MetricFigures.NONE,
                    Figures.signed(row.candidate())));
        }
        return new DataTable(List.of("Feature", liveName, candidateName), cells);
    }
}
