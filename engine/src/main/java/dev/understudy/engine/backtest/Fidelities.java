package dev.understudy.engine.backtest;

import dev.understudy.engine.backtest.BacktestResult.Fidelity;
import dev.understudy.engine.backtest.BacktestStep.Outlook;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import java.util.List;

/** How the predictions of all steps came true, metric by metric. */
final class Fidelities {
    /** Of the prediction intervals. */
    static final double CONFIDENCE = 0.9;

    private Fidelities() {}

    static List<Fidelity> of(GatePolicy gate, List<BacktestStep> steps) {
        return gate.metrics().stream()
                .filter(metric -> metric.slice().isEmpty())
                .map(GateMetric::metric)
                .distinct()
                .map(metric -> of(metric, steps))
                .toList();
    }

    private static Fidelity of(Metric metric, List<BacktestStep> steps) {
        List<Outlook> told = steps.stream()
                // the same model on both sides differs by nothing, which is no prediction
                .filter(step -> step.candidate()
                        .filter(candidate ->
                                !candidate.digest().equals(step.live().digest()))
                        .isPresent())
                .flatMap(step -> step.metrics().stream())
                .filter(outlook -> outlook.metric().metric() == metric
                        // where neither traffic tells the two apart, nothing was predicted that could fail
                        && outlook.interval()
                                .filter(expected -> expected.standardError() > 0)
                                .isPresent())
                .toList();
        return new Fidelity(
                metric,
                CONFIDENCE,
                told.size(),
                (int) told.stream().filter(one -> one.covered().orElseThrow()).count(),
                told.stream()
                        .mapToDouble(one -> one.realised().orElseThrow().value()
                                - one.predicted().orElseThrow().value())
                        .average()
                        .orElse(0));
    }
}
