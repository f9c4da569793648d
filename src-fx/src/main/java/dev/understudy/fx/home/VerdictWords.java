package dev.understudy.fx.home;

import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.fx.text.Amounts;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.text.TimeWords;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The newest verdict in a sentence.
 *
 * @param time to say when
 * @param texts the words
 */
record VerdictWords(TimeWords time, Texts texts) {
    /** More figures than that are for the comparison. */
    private static final int FIGURES = 3;

    VerdictBanner banner(TaskOverview overview) {
        return overview.simulation().map(kept -> judged(kept, overview)).orElseGet(() -> none(overview));
    }

    private VerdictBanner none(TaskOverview overview) {
        String state = overview.versions().isEmpty() ? "untrained" : "unsimulated";
        return new VerdictBanner(
                Tone.PLAIN,
                texts.get("home.verdict." + state, newest(overview)),
                texts.get("home.verdict." + state + ".help"));
    }

    private static Object newest(TaskOverview overview) {
        return overview.versions().isEmpty()
                ? ""
                : overview.versions().getFirst().version();
    }

    private VerdictBanner judged(StoredSimulation kept, TaskOverview overview) {
        GateVerdict verdict = kept.verdict();
        Object candidate = kept.report().candidate().version();
        Object ago = time.ago(kept.recordedAt());
        return switch (verdict) {
            case GateVerdict.Approved approved ->
                new VerdictBanner(
                        Tone.GOOD,
                        texts.get("home.verdict.approved", candidate, ago, figures(approved, overview)),
                        approved.reason());
            case GateVerdict.Inconclusive open ->
                new VerdictBanner(
                        Tone.OPEN,
                        texts.get("home.verdict.inconclusive", candidate, ago, open.reason()),
                        open.reason());
            case GateVerdict.Rejected rejected ->
                new VerdictBanner(
                        Tone.BAD,
                        texts.get("home.verdict.rejected", candidate, ago, rejected.reason()),
                        rejected.reason());
        };
    }

    private String figures(GateVerdict verdict, TaskOverview overview) {
        return verdict.metrics().stream()
                .limit(FIGURES)
                .map(judged -> figure(judged, overview))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private Optional<String> figure(MetricJudgement judged, TaskOverview overview) {
        Metric metric = judged.metric().metric();
        String unit = overview.task().decision().unit();
        String name = judged.metric()
                .slice()
                .map(slice -> texts.get("home.metric.slice", metric.label(), slice))
                .orElse(metric.label());
        return judged.reading().difference().map(difference -> {
            String amount = Amounts.signed(difference.value());
            return metric == Metric.COST && !unit.isEmpty()
                    ? texts.get("home.metric.cost", name, amount, unit)
                    : name + " " + amount;
        });
    }
}
