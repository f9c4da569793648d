package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.model.FeatureImportance;
import dev.understudy.engine.report.chart.PairedBars;
import dev.understudy.engine.simulation.SimulationReport.ModelSide;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How much each feature moves the scores of both models, as measured in training. */
final class ImportanceCard {
    private static final int MOST_BARS = 12;
    private static final int MOST_ROWS = 200;

    private ImportanceCard() {}

    static Optional<ChartCard> of(JudgedSimulation simulation) {
        Optional<FeatureImportance> live = simulation.report().live().flatMap(ModelSide::importance);
        Optional<FeatureImportance> candidate = simulation.report().candidate().importance();
        Map<String, Double> ofLive = live.map(ImportanceCard::shares).orElse(Map.of());
        Map<String, Double> ofCandidate = candidate.map(ImportanceCard::shares).orElse(Map.of());
        Set<String> names = new LinkedHashSet<>(ofCandidate.keySet());
        names.addAll(ofLive.keySet());
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<PairedBars.Row> rows = names.stream()
                .map(name ->
                        new PairedBars.Row(name, ofLive.getOrDefault(name, 0.0), ofCandidate.getOrDefault(name, 0.0)))
                .sorted(Comparator.comparingDouble((PairedBars.Row row) -> -Math.max(row.candidate(), row.live())))
                .toList();
        String finding = finding(simulation, rows, candidate.isPresent());
        boolean both = live.isPresent() && candidate.isPresent();
        return Optional.of(new ChartCard(
                "importance",
                finding,
                caption(live, candidate, both && rows.size() > MOST_BARS),
                both
                        ? Optional.of(new PairedBars(
                                finding,
                                simulation.live(),
                                simulation.candidate(),
                                rows.subList(0, Math.min(MOST_BARS, rows.size()))))
                        : Optional.empty(),
                Optional.of(table(simulation, rows, ofLive, ofCandidate))));
    }

    private static Map<String, Double> shares(FeatureImportance importance) {
        return importance.features().stream()
                .collect(Collectors.toMap(
                        FeatureImportance.Feature::feature,
                        importance::share,
                        (one, same) -> one,
                        java.util.LinkedHashMap::new));
    }

    private static String finding(JudgedSimulation simulation, List<PairedBars.Row> rows, boolean ofCandidate) {
        Function<PairedBars.Row, Double> share = ofCandidate ? PairedBars.Row::candidate : PairedBars.Row::live;
        PairedBars.Row first =
                rows.stream().max(Comparator.comparingDouble(share::apply)).orElseThrow();
        return "“" + Excerpt.of(first.label()) + "” moves the scores of "
                + (ofCandidate ? simulation.candidate() : simulation.live()) + " most: "
                + Figures.percent(share.apply(first)) + " of all movement";
    }

    private static String caption(
            Optional<FeatureImportance> live, Optional<FeatureImportance> candidate, boolean cut) {
        FeatureImportance one = candidate.or(() -> live).orElseThrow();
        return "Share of the mean size of each feature's contributions (Shapley values) to the scores of "
                + Figures.count(one.events()) + " training events of "
                + (live.isPresent() && candidate.isPresent() ? "each model" : "the one model that says so")
                + (cut ? "; the " + MOST_BARS + " largest" : "")
                + ". It says what a model relies on, and not what causes the outcome.";
    }

    private static DataTable table(
            JudgedSimulation simulation,
            List<PairedBars.Row> rows,
            Map<String, Double> live,
            Map<String, Double> candidate) {
        return new DataTable(
                List.of("Feature", simulation.live(), simulation.candidate()),
                rows.stream()
                        .limit(MOST_ROWS)
                        .map(row ->
                                List.of(Excerpt.of(row.label()), text(live, row.label()), text(candidate, row.label())))
                        .toList());
    }

    private static String text(Map<String, Double> shares, String feature) {
        Double share = shares.get(feature);
        return share == null ? MetricFigures.NONE : Figures.percent(share);
    }
}
