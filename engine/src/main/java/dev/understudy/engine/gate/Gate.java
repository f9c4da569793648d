package dev.understudy.engine.gate;

import dev.understudy.engine.gate.GateVerdict.Approved;
import dev.understudy.engine.gate.GateVerdict.Grounds;
import dev.understudy.engine.gate.GateVerdict.Inconclusive;
import dev.understudy.engine.gate.GateVerdict.Rejected;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.GatePolicy.Requirement;
import dev.understudy.engine.task.GatePolicy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges simulations. The same report, policy and spending always get the same verdict. */
public final class Gate {
    private Gate() {}

    /**
     * Judges a report. First the evidence must be sound: parity, coverage, number of outcomes; then nothing may be
     * worse than its margin or limit; then every metric must be shown to be within its margin, and, where it is
     * required, one success metric to be better.
     *
     * @param minimumCoverage share of the window's events whose outcome must have matured, in [0, 1]
     * @param spending how much of the policy's error probability this look may spend
     */
    public static GateVerdict judge(
            SimulationReport report, GatePolicy policy, double minimumCoverage, AlphaSpending spending) {
        List<MetricJudgement> metrics = MetricTests.of(report, policy, spending);
        List<GateCheck> evidence = EvidenceChecks.of(report, policy, minimumCoverage);
        List<GateCheck> limits = LimitChecks.of(report, policy);
        List<GateCheck> ofMetrics = metrics.stream().map(Gate::check).toList();
        List<GateCheck> success = success(policy, metrics).stream().toList();
        List<GateCheck> all = new ArrayList<>(evidence);
        all.addAll(limits);
        all.addAll(ofMetrics);
        all.addAll(success);
        double confidence = spending.confidence(policy.confidence());
        Optional<FurtherDays> further = FurtherDays.of(report.window(), policy, spending, metrics);
        VerdictSentence sentence = new VerdictSentence(report, policy, spending, metrics, further);
        all.addAll(LeakWarnings.of(report));

        Optional<GateCheck> unsound = firstFailed(evidence);
        if (unsound.isPresent()) {
            return new Inconclusive(
                    new Grounds(sentence.unsound(unsound.get()), all, metrics, confidence, Optional.empty()));
        }
        Optional<MetricJudgement> inferior = first(metrics, Conclusion.INFERIOR);
        if (inferior.isPresent()) {
            return new Rejected(
                    new Grounds(sentence.inferior(inferior.get()), all, metrics, confidence, Optional.empty()));
        }
        Optional<GateCheck> beyond = firstFailed(limits);
        if (beyond.isPresent()) {
            return new Rejected(
                    new Grounds(sentence.beyondLimit(beyond.get()), all, metrics, confidence, Optional.empty()));
        }
        Optional<MetricJudgement> undecided = first(metrics, Conclusion.UNDECIDED);
        if (undecided.isPresent()) {
            return new Inconclusive(
                    new Grounds(sentence.undecided(undecided.get()), all, metrics, confidence, further));
        }
        return firstFailed(success).isPresent()
                ? new Inconclusive(new Grounds(sentence.notSuperior(), all, metrics, confidence, further))
                : new Approved(new Grounds(sentence.approved(), all, metrics, confidence, Optional.empty()));
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

    /** Where superiority is required, one success metric must show it. */
    private static Optional<GateCheck> success(GatePolicy policy, List<MetricJudgement> metrics) {
        if (policy.requirement() != Requirement.SUPERIOR) {
            return Optional.empty();
        }
        boolean superior = metrics.stream()
                .anyMatch(judgement ->
                        judgement.metric().role() == Role.SUCCESS && judgement.conclusion() == Conclusion.SUPERIOR);
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
