package dev.understudy.engine.backtest;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.statistics.PredictionInterval;
import dev.understudy.engine.statistics.StudentEstimate;
import dev.understudy.engine.task.GateMetric;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a backtest: a candidate, what the gate said of it, and what came of it.
 *
 * @param number from 0, where the first model goes live
 * @param stretch from the step to the next one: the traffic that it is answerable for
 * @param live what was live before
 * @param candidate what was trained; empty where there was too little to train on
 * @param decision what the gate said
 * @param reason in one sentence
 * @param metrics of the gate: what was predicted and what came
 * @param events events of the stretch
 * @param known those of them whose outcome counts
 * @param values of each metric of the gate, what each policy's model reaches on the stretch, where that can be computed
 * @param fresh as of when the model of {@link Policy#FRESH} was trained
 */
public record BacktestStep(
        int number,
        TimeWindow stretch,
        Model live,
        Optional<Model> candidate,
        Decision decision,
        String reason,
        List<Outlook> metrics,
        long events,
        long known,
        List<Values> values,
        Instant fresh) {
    public BacktestStep {
        metrics = List.copyOf(metrics);
        values = List.copyOf(values);
    }

    /** When it was decided. */
    public Instant at() {
        return stretch.from();
    }

    /** What was decided. */
    public enum Decision {
        /** The first model goes live: there is nothing to compare it with. */
        FIRST,
        /** The candidate goes live. */
        APPROVED,
        /** It is worse than the gate allows. */
        REJECTED,
        /** The traffic does not say enough. */
        INCONCLUSIVE,
        /** There was no candidate, or nothing to replay. */
        IMPOSSIBLE;

        /** The name in output. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A model of the backtest. Its name is of this backtest alone: v1 is the first model, and v<i>n</i>+1 the candidate of
     * step <i>n</i>.
     *
     * @param version its name
     * @param digest of its manifest
     * @param asOf what was known then was trained on
     */
    public record Model(VersionName version, Digest digest, Instant asOf) {}

    /**
     * A difference of candidate and live model.
     *
     * @param value candidate − live
     * @param standardError of it
     * @param degreesOfFreedom of that
     * @param lower bound at the gate's confidence
     * @param upper bound
     */
    public record Difference(double value, double standardError, double degreesOfFreedom, double lower, double upper) {
        StudentEstimate estimate() {
            return new StudentEstimate(value, standardError, degreesOfFreedom);
        }
    }

    /**
     * A metric of the gate at a step.
     *
     * @param metric the metric with its margin
     * @param predicted what the simulation said
     * @param smallestDetectable the smallest difference that it could show, with a chance of 80 %
     * @param realised the same two models on the stretch, whichever of them was live
     * @param interval where the realised difference was expected, if both are known
     */
    public record Outlook(
            GateMetric metric,
            Optional<Difference> predicted,
            Optional<Double> smallestDetectable,
            Optional<Difference> realised,
            Optional<PredictionInterval> interval) {
        /** Whether the realised difference lies where it was expected. */
        public Optional<Boolean> covered() {
            return interval.map(
                    expected -> expected.covers(realised.orElseThrow().value()));
        }

        /** Whether a candidate that is as good as the live model had a chance of 80 % to be shown to be. */
        public boolean isPowerful() {
            return smallestDetectable.filter(least -> least <= metric.margin()).isPresent();
        }
    }

    /**
     * What the policies' models reach on the stretch.
     *
     * @param metric its key
     * @param byPolicy the values
     */
    public record Values(String metric, Map<Policy, Double> byPolicy) {
        public Values {
            EnumMap<Policy, Double> copy = new EnumMap<>(Policy.class);
            copy.putAll(byPolicy);
            byPolicy = copy;
        }
    }
}
