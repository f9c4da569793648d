package dev.understudy.engine.gate;

import dev.understudy.engine.gate.GateVerdict.Approved;
import dev.understudy.engine.gate.GateVerdict.Grounds;
import dev.understudy.engine.gate.GateVerdict.Inconclusive;
import dev.understudy.engine.gate.GateVerdict.Rejected;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.GatePolicy.Requirement;
import dev.understudy.engine.task.GatePolicy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges simulations. The same report and policy always get the same verdict. */
public final class Gate {
    private Gate() {}

    /**
     * Judges a report. First the evidence must be sound: parity, coverage, number of outcomes; then nothing may be
     * worse than its margin or limit; then every metric must be shown to be within its margin, and, where it is
     * required, one success metric to be better.
     *
     * @param minimumCoverage share of the window's events whose outcome must have matured, in [0, 1]
     */
    public static GateVerdict judge(SimulationReport report, GatePolicy policy, double minimumCoverage) {
        List<MetricJudgement> metrics =
                policy.metrics().stream().map(metric -> judge(metric, report)).toList();
        List<GateCheck> evidence = EvidenceChecks.of(report, policy, minimumCoverage);
        List<GateCheck> limits = limits(report, policy);
        List<GateCheck> ofMetrics = metrics.stream().map(Gate::check).toList();
        List<GateCheck> success = success(policy, metrics).stream().toList();
        List<GateCheck> all = new ArrayList<>(evidence);
        all.addAll(limits);
        all.addAll(ofMetrics);
        all.addAll(success);
        all.addAll(LeakWarnings.of(report));
        VerdictSentence sentence = new VerdictSentence(report, policy, metrics);

        Optional<GateCheck> unsound = firstFailed(evidence);
        if (unsound.isPresent()) {
            return new Inconclusive(new Grounds(sentence.unsound(unsound.get()), all, metrics));
        }
        Optional<MetricJudgement> inferior = first(metrics, Conclusion.INFERIOR);
        if (inferior.isPresent()) {
            return new Rejected(new Grounds(sentence.inferior(inferior.get()), all, metrics));
        }
        Optional<GateCheck> beyond = firstFailed(limits);
        if (beyond.isPresent()) {
            return new Rejected(new Grounds(sentence.beyondLimit(beyond.get()), all, metrics));
        }
        Optional<MetricJudgement> undecided = first(metrics, Conclusion.UNDECIDED);
        if (undecided.isPresent()) {
            return new Inconclusive(new Grounds(sentence.undecided(undecided.get()), all, metrics));
        }
        return firstFailed(success).isPresent()
                ? new Inconclusive(new Grounds(sentence.notSuperior(), all, metrics))
                : new Approved(new Grounds(sentence.approved(), all, metrics));
    }

    private static MetricJudgement judge(GateMetric metric, SimulationReport report) {
        Optional<String> slice = metric.slice().map(Object::toString);
        MetricReading reading = report.metrics().stream()
                .filter(candidate -> candidate.metric() == metric.metric()
                        && candidate.slice().equals(slice))
                .findFirst()
                .orElseGet(() -> new MetricReading(
                        metric.metric(),
                        slice,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("the simulation did not compute it")));
        return MetricJudgement.of(metric, reading);
    }

    private static List<GateCheck> limits(SimulationReport report, GatePolicy policy) {
        if (policy.maxLabelShareShift().isEmpty() || report.labelShares().isEmpty()) {
            return List.of();
        }
        if (report.live().isEmpty()) {
            return List.of(new GateCheck(
                    "label-share-shift", true, "waived: a constant predictor has no label shares to keep to"));
        }
        double shift = report.labelShares().get().largestShift();
        double most = policy.maxLabelShareShift().getAsDouble();
        return List.of(new GateCheck(
                "label-share-shift",
                shift <= most,
                "the largest change of a label's share is " + Figures.percent(shift) + ", and at most "
                        + Figures.percent(most) + " is allowed"));
    }

    private static GateCheck check(MetricJudgement judgement) {
        boolean passed =
                judgement.conclusion() == Conclusion.SUPERIOR || judgement.conclusion() == Conclusion.NON_INFERIOR;
        return new GateCheck(
                VerdictSentence.checkName(judgement.metric()),
                passed,
                VerdictSentence.describe(judgement) + ": "
                        + judgement.conclusion().key());
    }

    /**
     * Where superiority is required, one success metric must show it. Several have a chance each, so that they share the
     * error probability (Holm's first step).
     */
    private static Optional<GateCheck> success(GatePolicy policy, List<MetricJudgement> metrics) {
        if (policy.requirement() != Requirement.SUPERIOR) {
            return Optional.empty();
        }
        List<MetricJudgement> successes = metrics.stream()
                .filter(judgement -> judgement.metric().role() == Role.SUCCESS)
                .toList();
        double share = (1 - policy.confidence()) / Math.max(1, successes.size());
        boolean superior = successes.stream()
                .anyMatch(judgement -> judgement.conclusion() == Conclusion.SUPERIOR
                        && judgement.reading().difference().orElseThrow().pValue() <= share);
        return Optional.of(new GateCheck(
                "superior",
                superior,
                superior
                        ? "a success metric is better than no difference"
                        : "no success metric is shown to be better than no difference"));
    }

    private static Optional<GateCheck> firstFailed(List<GateCheck> checks) {
        return checks.stream().filter(check -> !check.passed()).findFirst();
    }

    private static Optional<MetricJudgement> first(List<MetricJudgement> metrics, Conclusion conclusion) {
        return metrics.stream()
                .filter(judgement -> judgement.conclusion() == conclusion)
                .findFirst();
    }
}
