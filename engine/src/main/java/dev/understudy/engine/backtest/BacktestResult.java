package dev.understudy.engine.backtest;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.task.GatePolicy;
import java.util.List;
import java.util.Optional;

/**
 * What a backtest found.
 *
 * @param run its id among the runs
 * @param task the task
 * @param request which history
 * @param gate the gate as it was
 * @param steps in order
 * @param policies each with its metrics over all of the traffic
 * @param fidelity by metric of the gate, how predictions came true
 * @param seconds how long it took
 */
public record BacktestResult(
        String run,
        TaskName task,
        BacktestRequest request,
        GatePolicy gate,
        List<BacktestStep> steps,
        List<PolicyResult> policies,
        List<Fidelity> fidelity,
        double seconds) {
    public BacktestResult {
        steps = List.copyOf(steps);
        policies = List.copyOf(policies);
        fidelity = List.copyOf(fidelity);
    }

    /** How many steps came to a decision. */
    public long count(BacktestStep.Decision decision) {
        return steps.stream().filter(step -> step.decision() == decision).count();
    }

    /** The results of a policy. */
    public PolicyResult of(Policy policy) {
        return policies.stream()
                .filter(one -> one.policy() == policy)
                .findFirst()
                .orElseThrow();
    }

    /**
     * A policy over all of the traffic, its events pooled with the model that was live at each.
     *
     * @param policy which
     * @param models how many different models it had live
     * @param metrics the gate's, then the others of the task's kind
     */
    public record PolicyResult(Policy policy, int models, List<PolicyMetric> metrics) {
        public PolicyResult {
            metrics = List.copyOf(metrics);
        }

        /** One of the metrics, if it could be computed. */
        public Optional<PolicyMetric> metric(Metric metric) {
            return metrics.stream().filter(one -> one.metric() == metric).findFirst();
        }
    }

    /**
     * A metric of a policy.
     *
     * @param metric which
     * @param value over all of the traffic
     * @param difference to the first model for ever, on the same events, if its error can be told
     * @param shareOfGain how much of what {@link Policy#ALWAYS} gains over {@link Policy#NEVER} this policy has; empty
     *     where that gains nothing
     * @param regretToAlways how much better the same candidates without a gate would have been; negative where worse
     * @param regretToFresh how much better a model of the last moment would have been; negative where worse
     */
    public record PolicyMetric(
            Metric metric,
            double value,
            Optional<BacktestStep.Difference> difference,
            Optional<Double> shareOfGain,
            double regretToAlways,
            double regretToFresh) {}

    /**
     * How predictions came true, over all steps, released or not: those that were released alone look better than they are
     * (the winner's curse).
     *
     * @param metric which
     * @param confidence of the prediction intervals
     * @param intervals how many steps have one
     * @param covered how many of them hold what was realised
     * @param bias mean of realised − predicted, in the metric's unit; 0 without intervals
     */
    public record Fidelity(Metric metric, double confidence, int intervals, int covered, double bias) {
        /** The share that is covered; empty without intervals. */
        public Optional<Double> share() {
            return intervals == 0 ? Optional.empty() : Optional.of((double) covered / intervals);
        }
    }
}
