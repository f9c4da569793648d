package dev.understudy.engine.gate;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.statistics.StudentEstimate;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.GatePolicy.Requirement;
import dev.understudy.engine.task.GatePolicy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Tests the gate's metrics at the share of the error probability that this test may spend. All of them have to be
 * non-inferior, which needs no correction. One that is inferior is enough to reject, and one that is superior to succeed, so
 * that those who could be the one share the error probability by {@linkplain HolmProcedure Holm}.
 */
final class MetricTests {
    private final GatePolicy policy;
    private final AlphaSpending spending;
    private final List<MetricReading> readings;

    private MetricTests(SimulationReport report, GatePolicy policy, AlphaSpending spending) {
        this.policy = policy;
        this.spending = spending;
        this.readings = policy.metrics().stream()
                .map(metric -> reading(metric, report.metrics()))
                .toList();
    }

    /** One judgement a metric of the policy, in their order. */
    static List<MetricJudgement> of(SimulationReport report, GatePolicy policy, AlphaSpending spending) {
        return new MetricTests(report, policy, spending).judgements();
    }

    static MetricReading reading(GateMetric metric, List<MetricReading> found) {
        Optional<String> slice = metric.slice().map(Object::toString);
        return found.stream()
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
    }

    private List<MetricJudgement> judgements() {
        List<MetricJudgement> judged = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            judged.add(at(i, 1));
        }
        List<Integer> all = new ArrayList<>();
        List<Integer> successes = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            all.add(i);
            if (policy.metrics().get(i).role() == Role.SUCCESS) {
                successes.add(i);
            }
        }
        share(judged, all, Conclusion.INFERIOR, i -> pValue(i, gain -> gain.pValueBelow(-margin(i))));
        if (policy.requirement() == Requirement.SUPERIOR) {
            share(judged, successes, Conclusion.SUPERIOR, i -> pValue(i, gain -> gain.pValueAbove(0)));
        }
        return judged;
    }

    /** Who claims to be the one is shown at the confidence at which Holm tested it, and concluded from there. */
    private void share(
            List<MetricJudgement> judged, List<Integer> members, Conclusion claim, ToDoubleFunction<Integer> pValue) {
        List<HolmProcedure.Step> steps = HolmProcedure.steps(
                members.stream().mapToDouble(pValue).toArray(),
                (member, divisor) -> at(members.get(member), divisor).conclusion() == claim);
        for (int i = 0; i < members.size(); i++) {
            int metric = members.get(i);
            if (judged.get(metric).conclusion() == claim) {
                judged.set(metric, at(metric, steps.get(i).divisor()));
            }
        }
    }

    private MetricJudgement at(int metric, int divisor) {
        return MetricJudgement.of(
                policy.metrics().get(metric), readings.get(metric), policy.confidence(), spending.shares() * divisor);
    }

    private double margin(int metric) {
        return policy.metrics().get(metric).margin();
    }

    /** 1 of what is not known, which shows nothing. */
    private double pValue(int metric, ToDoubleFunction<StudentEstimate> claim) {
        return at(metric, 1).gain().map(claim::applyAsDouble).orElse(1.0);
    }
}
