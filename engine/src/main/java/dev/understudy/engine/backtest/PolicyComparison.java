package dev.understudy.engine.backtest;

import dev.understudy.engine.backtest.BacktestResult.PolicyMetric;
import dev.understudy.engine.backtest.BacktestResult.PolicyResult;
import dev.understudy.engine.backtest.BacktestStep.Difference;
import dev.understudy.engine.backtest.BacktestStep.Outlook;
import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.gate.AlphaSpending;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulatedModel;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.TrafficScores;
import dev.understudy.engine.statistics.BoundedDifference;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedDifference;
import dev.understudy.engine.statistics.PairedEstimate;
import dev.understudy.engine.statistics.PairedEstimator;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.statistics.Power;
import dev.understudy.engine.statistics.PredictionInterval;
import dev.understudy.engine.statistics.UndeterminedDifference;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.TaskDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Measures the policies on the traffic that follows each step: each model scores it once, whoever has it live. */
final class PolicyComparison {
    private final TaskDefinition task;
    private final TrafficScores traffic;
    private final SimulatedModel first;
    private final RunControl control;
    private final PairedEstimator estimator;
    private final List<GateMetric> gateMetrics;
    private final PerPolicy<PairedSample> pooled;
    private final PerPolicy<Set<Digest>> models = new PerPolicy<>(policy -> new HashSet<>());

    PolicyComparison(TaskDefinition task, TrafficScores traffic, SimulatedModel first, RunControl control) {
        this.task = task;
        this.traffic = traffic;
        this.first = first;
        this.control = control;
        this.estimator = new PairedEstimator(
                task.simulation().dependence(),
                task.gate().confidence(),
                task.decision().costs().orElse(null));
        this.gateMetrics = task.gate().metrics().stream()
                .filter(metric -> metric.slice().isEmpty())
                .toList();
        this.pooled = new PerPolicy<>(policy -> PairedSample.empty(task.kind()));
    }

    /** Measures a step: what came of its candidate, and what each policy has on its stretch. */
    BacktestStep step(
            int number, TimeWindow window, SimulatedModel before, Rehearsed rehearsed, PerPolicy<SimulatedModel> live) {
        Collection<SimulatedModel> all = new ArrayList<>();
        live.forEach((policy, model) -> all.add(model));
        all.add(before);
        rehearsed.candidate().ifPresent(all::add);
        TrafficScores.Stretch stretch = traffic.score(window, all, control);
        List<BacktestStep.Values> values = new ArrayList<>();
        gateMetrics.forEach(
                metric -> values.add(new BacktestStep.Values(metric.metric().key(), new EnumMap<>(Policy.class))));
        live.forEach((policy, model) -> {
            models.of(policy).add(model.digest());
            PairedSample sample = stretch.sample(first, model);
            pooled.of(policy).addAll(sample);
            List<PairedEstimate> estimates = sample.size() == 0
                    ? List.of()
                    : estimator.estimate(
                            gateMetrics.stream().map(GateMetric::metric).toList(), sample);
            for (int i = 0; i < estimates.size(); i++) {
                int metric = i;
                value(estimates.get(i))
                        .ifPresent(value -> values.get(metric).byPolicy().put(policy, value));
            }
        });
        return new BacktestStep(
                number,
                window,
                model(before),
                rehearsed.candidate().map(PolicyComparison::model),
                rehearsed.decision(),
                rehearsed.reason(),
                number == 0 ? List.of() : outlooks(rehearsed, before, stretch),
                stretch.events(),
                stretch.known(),
                values,
                live.of(Policy.FRESH).model().manifest().provenance().asOf());
    }

    private static BacktestStep.Model model(SimulatedModel model) {
        return new BacktestStep.Model(
                model.version(),
                model.digest(),
                model.model().manifest().provenance().asOf());
    }

    private List<Outlook> outlooks(Rehearsed rehearsed, SimulatedModel before, TrafficScores.Stretch stretch) {
        Optional<PairedSample> sample = rehearsed
                .candidate()
                .map(candidate -> stretch.sample(before, candidate))
                .filter(events -> events.size() > 0);
        return gateMetrics.stream()
                .map(metric -> outlook(
                        metric,
                        rehearsed.report().flatMap(report -> predicted(report, metric.metric())),
                        sample.flatMap(events -> difference(estimator.estimate(metric.metric(), events)))))
                .toList();
    }

    private Outlook outlook(GateMetric metric, Optional<Difference> predicted, Optional<Difference> realised) {
        return new Outlook(
                metric,
                predicted,
                predicted
                        .filter(found -> found.standardError() > 0)
                        .map(found -> Power.smallestDetectableDifference(
                                found.standardError(),
                                found.degreesOfFreedom(),
                                AlphaSpending.FIRST.confidence(task.gate().confidence()))),
                realised,
                predicted.flatMap(one -> realised.map(
                        other -> PredictionInterval.of(one.estimate(), other.estimate(), Fidelities.CONFIDENCE))));
    }

    private static Optional<Difference> predicted(SimulationReport report, Metric metric) {
        return report.metrics().stream()
                .filter(reading -> reading.metric() == metric && reading.slice().isEmpty())
                .findFirst()
                .flatMap(MetricReading::difference)
                .map(found -> new Difference(
                        found.value(), found.standardError(), found.degreesOfFreedom(), found.lower(), found.upper()));
    }

    private static Optional<Difference> difference(PairedEstimate estimate) {
        return switch (estimate) {
            case PairedDifference found ->
                Optional.of(new Difference(
                        found.difference(),
                        found.standardError(),
                        found.degreesOfFreedom(),
                        found.lower(),
                        found.upper()));
            case BoundedDifference range -> Optional.empty(); // a range is no estimate
            case UndeterminedDifference none -> Optional.empty();
        };
    }

    private static Optional<Double> value(PairedEstimate estimate) {
        return switch (estimate) {
            case PairedDifference found -> Optional.of(found.candidate());
            case BoundedDifference range -> Optional.empty();
            case UndeterminedDifference none ->
                none.candidate().isPresent() ? Optional.of(none.candidate().getAsDouble()) : Optional.empty();
        };
    }

    /** A span without a labelled event compares nothing. */
    void requireEvents(TimeWindow span) {
        if (pooled.of(Policy.NEVER).size() == 0) {
            throw new UnderstudyException(
                    ErrorCode.NOT_ENOUGH_DATA,
                    "no event of " + task.name() + " in the span " + span
                            + " has an outcome: there is nothing to compare policies on");
        }
    }

    /** Each policy over all stretches. */
    List<PolicyResult> policies() {
        control.progress("comparing policies", 0, -1);
        List<Metric> metrics = metrics();
        PerPolicy<List<PairedEstimate>> estimates = pooled.map(sample -> estimator.estimate(metrics, sample));
        List<PolicyResult> results = new ArrayList<>();
        for (Policy policy : Policy.values()) {
            List<PolicyMetric> ofPolicy = new ArrayList<>();
            for (int i = 0; i < metrics.size(); i++) {
                int metric = i;
                value(estimates.of(policy).get(i))
                        .ifPresent(value ->
                                ofPolicy.add(policyMetric(metrics.get(metric), policy, value, metric, estimates)));
            }
            results.add(new PolicyResult(policy, models.of(policy).size(), ofPolicy));
        }
        return results;
    }

    private static PolicyMetric policyMetric(
            Metric metric, Policy policy, double value, int index, PerPolicy<List<PairedEstimate>> estimates) {
        double sign = metric.higherIsBetter() ? 1 : -1;
        double always = value(estimates.of(Policy.ALWAYS).get(index)).orElse(value);
        double fresh = value(estimates.of(Policy.FRESH).get(index)).orElse(value);
        double never = value(estimates.of(Policy.NEVER).get(index)).orElse(value);
        double possible = sign * (always - never);
        return new PolicyMetric(
                metric,
                value,
                policy == Policy.NEVER
                        ? Optional.empty()
                        : difference(estimates.of(policy).get(index)),
                possible > 0 ? Optional.of(sign * (value - never) / possible) : Optional.empty(),
                sign * (always - value),
                sign * (fresh - value));
    }

    /** Those of the gate first, then the others of the task's kind. */
    private List<Metric> metrics() {
        Stream<Metric> ofKind = Arrays.stream(Metric.values())
                .filter(metric -> metric.kinds().contains(task.kind()) && metric.isAvailable())
                .filter(metric ->
                        metric != Metric.COST || task.decision().costs().isPresent());
        return Stream.concat(gateMetrics.stream().map(GateMetric::metric), ofKind)
                .distinct()
                .toList();
    }
}
