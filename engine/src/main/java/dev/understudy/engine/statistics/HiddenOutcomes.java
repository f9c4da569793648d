package dev.understudy.engine.statistics;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Events of a binary task of which some outcomes are hidden, as they are where a decision keeps them from being seen. Each
 * hidden outcome is 0 or 1; the difference of two models is bounded by what it would be in the worst and in the best case.
 *
 * <p>Means (accuracy, log loss, Brier score, cost) are sums over events, so that each event by itself takes the outcome that
 * lowers or raises its term. Precision is too, since what a model labels positive does not depend on outcomes: a hidden
 * positive adds c/C − l/L, with c and l the labels and C and L how many events each model labels positive. The difference of
 * recalls is N/D with N = Σ y(c − l) and D = Σ y ≥ |N|: a positive that only the candidate finds raises it whatever the
 * others are, since (N + 1)/(D + 1) ≥ N/D, one that only the live model finds lowers it, and one on which they agree draws it
 * towards 0, all of them in the same direction. What is left open is whether events on which the models agree are all
 * positive or all negative, and of the two cases the one that reaches further is taken, so that the bound holds without
 * knowing which is the true one. For F1, AUC and average precision no such proof is at hand, and they stay undetermined.
 *
 * @param seen events whose outcome is known, equally weighted
 * @param hidden the others; their outcomes are not looked at
 */
public record HiddenOutcomes(PairedSample seen, PairedSample hidden) {
    /**
     * Checks the samples.
     *
     * @throws UnderstudyException DATA_INVALID if the task is not binary, or an event is weighted
     */
    public HiddenOutcomes {
        if (seen.kind() != TaskKind.BINARY || hidden.kind() != TaskKind.BINARY) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "only the outcomes of a binary task can be hidden");
        }
        if (seen.isWeighted() || hidden.isWeighted()) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID, "the worst case is of the events as they are; expected no weights");
        }
    }

    /** Which outcome a hidden event is given. */
    @FunctionalInterface
    private interface Completion {
        int outcome(int index);
    }

    /**
     * The range of a metric's difference.
     *
     * @param estimator gives the ends with their errors
     * @param costs what wrong decisions cost, if the task says so
     * @return a {@link BoundedDifference}, or why there is none
     */
    public PairedEstimate bounds(Metric metric, PairedEstimator estimator, Optional<DecisionCosts> costs) {
        return switch (metric) {
            case LOG_LOSS -> ofMean(metric, EventTerm::logLoss, estimator);
            case BRIER -> ofMean(metric, EventTerm::squaredError, estimator);
            case ACCURACY -> ofMean(metric, EventTerm::right, estimator);
            case COST ->
                costs.map(known -> ofMean(metric, EventTerm.cost(known), estimator))
                        .orElseGet(() -> undetermined(metric, UndeterminedReason.NO_COSTS));
            case PRECISION, RECALL -> ofLabels(metric, estimator);
            case F1, AUC, AVERAGE_PRECISION, MACRO_F1, MAE, RMSE, R2 ->
                undetermined(metric, UndeterminedReason.HIDDEN_OUTCOMES);
        };
    }

    private PairedEstimate ofMean(Metric metric, EventTerm term, PairedEstimator estimator) {
        PairedSample negative = completed(PairedSample.empty(TaskKind.BINARY), index -> 0);
        PairedSample positive = completed(PairedSample.empty(TaskKind.BINARY), index -> 1);
        return bounded(
                metric,
                estimator,
                List.of(index -> change(term, positive, index) < change(term, negative, index) ? 1 : 0),
                List.of(index -> change(term, positive, index) > change(term, negative, index) ? 1 : 0));
    }

    /** What the event adds to candidate − live. */
    private static double change(EventTerm term, PairedSample sample, int index) {
        return term.of(sample, Side.CANDIDATE, index) - term.of(sample, Side.LIVE, index);
    }

    private PairedEstimate ofLabels(Metric metric, PairedEstimator estimator) {
        return bounded(
                metric,
                estimator,
                List.of(index -> whereOnly(Side.LIVE, index, 0), index -> whereOnly(Side.LIVE, index, 1)),
                List.of(index -> whereOnly(Side.CANDIDATE, index, 0), index -> whereOnly(Side.CANDIDATE, index, 1)));
    }

    /** Positive where only this model says so, negative where only the other one does. */
    private int whereOnly(Side side, int index, int whereTheyAgree) {
        int live = hidden.label(Side.LIVE, index);
        int candidate = hidden.label(Side.CANDIDATE, index);
        return live == candidate ? whereTheyAgree : side == Side.LIVE ? live : candidate;
    }

    private PairedEstimate bounded(
            Metric metric, PairedEstimator estimator, List<Completion> lowering, List<Completion> raising) {
        List<PairedDifference> low = new ArrayList<>();
        List<PairedDifference> high = new ArrayList<>();
        Optional<PairedEstimate> open =
                estimate(metric, estimator, lowering, low).or(() -> estimate(metric, estimator, raising, high));
        return open.orElseGet(() -> new BoundedDifference(
                low.stream()
                        .min(Comparator.comparingDouble(PairedDifference::lower))
                        .orElseThrow(),
                high.stream()
                        .max(Comparator.comparingDouble(PairedDifference::upper))
                        .orElseThrow()));
    }

    /** Estimates each case; the first that cannot be estimated is handed back. */
    private Optional<PairedEstimate> estimate(
            Metric metric, PairedEstimator estimator, List<Completion> cases, List<PairedDifference> sink) {
        for (Completion completion : cases) {
            PairedSample all = PairedSample.empty(TaskKind.BINARY);
            all.addAll(seen);
            switch (estimator.estimate(metric, completed(all, completion))) {
                case PairedDifference difference -> sink.add(difference);
                case BoundedDifference bounded ->
                    throw new IllegalStateException("a complete sample has one difference, and not " + bounded);
                case UndeterminedDifference none -> {
                    return Optional.of(undetermined(metric, none.reason()));
                }
            }
        }
        return Optional.empty();
    }

    /** Adds the hidden events with the outcomes that they are given. */
    private PairedSample completed(PairedSample to, Completion completion) {
        for (int i = 0; i < hidden.size(); i++) {
            to.add(
                    completion.outcome(i),
                    hidden.score(Side.LIVE, i),
                    hidden.score(Side.CANDIDATE, i),
                    hidden.label(Side.LIVE, i),
                    hidden.label(Side.CANDIDATE, i),
                    1,
                    hidden.cluster(i),
                    hidden.block(i));
        }
        return to;
    }

    /** The values of what was seen are not told: they would be those of a chosen sample. */
    private PairedEstimate undetermined(Metric metric, UndeterminedReason reason) {
        return new UndeterminedDifference(
                metric, seen.size() + hidden.size(), OptionalDouble.empty(), OptionalDouble.empty(), reason);
    }
}
