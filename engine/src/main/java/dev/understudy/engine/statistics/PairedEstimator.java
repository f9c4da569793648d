package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Estimates the paired difference of metrics between two models. Immutable; safe for several threads. */
public final class PairedEstimator {
    /** Negative events that have to lie on either side of a threshold. */
    private static final double FEWEST_BESIDE = 10;

    private final Dependence dependence;
    private final double confidence;
    private final InfluenceCalculator calculator;

    /**
     * An estimator with these assumptions.
     *
     * @param dependence how events may depend on each other
     * @param confidence of the two-sided intervals, in (0, 1)
     * @param costs what wrong decisions cost, or null where the task names no costs
     * @throws IllegalArgumentException if the confidence is out of its range
     */
    public PairedEstimator(Dependence dependence, double confidence, @Nullable DecisionCosts costs) {
        StudentT.checkConfidence(confidence);
        this.dependence = dependence;
        this.confidence = confidence;
        this.calculator = new InfluenceCalculator(costs);
    }

    /**
     * Estimates one metric. Where both models contribute the same on every event, as the same model does on both sides,
     * difference and standard error are exactly 0, whatever the dependence.
     *
     * @return the difference with its error, or the reason why it cannot be determined
     * @throws IllegalArgumentException if the metric does not measure tasks of the sample's kind
     */
    public PairedEstimate estimate(Metric metric, PairedSample sample) {
        return estimate(List.of(metric), sample).getFirst();
    }

    /**
     * Estimates several metrics of one sample, whose events are grouped once for all of them.
     *
     * @return one estimate per metric, in their order
     * @throws IllegalArgumentException if a metric does not measure tasks of the sample's kind
     */
    public List<PairedEstimate> estimate(List<Metric> metrics, PairedSample sample) {
        EventGroups groups = sample.groups();
        VarianceEstimator variance = variance(groups);
        return metrics.parallelStream() // each by itself, so that the number of cores changes nothing
                .map(metric -> switch (calculator.of(metric, sample)) {
                    case UndefinedInfluence(UndeterminedReason reason) -> undetermined(metric, groups, reason);
                    case PairedInfluence influence -> estimate(metric, influence, groups, variance);
                })
                .toList();
    }

    /**
     * Compares the ROC curves of a binary sample, rate by rate.
     *
     * @param maximumPoints how many points of a curve may be drawn, at least 2
     * @param falsePositiveRates where to measure the difference, rising, in (0, 1); rates with fewer than ten negative
     *     events on either side are passed over, as the error is not known there
     * @return empty where only one class has events
     * @throws IllegalArgumentException if the task is not binary
     */
    public Optional<RocComparison> compareRoc(PairedSample sample, int maximumPoints, List<Double> falsePositiveRates) {
        ChartChecks.require(sample, TaskKind.BINARY);
        ScoreRanks live = sample.ranks(Side.LIVE);
        ScoreRanks candidate = sample.ranks(Side.CANDIDATE);
        Optional<RocCurve> liveCurve = RocCurve.of(live, maximumPoints);
        Optional<RocCurve> candidateCurve = RocCurve.of(candidate, maximumPoints);
        if (liveCurve.isEmpty() || candidateCurve.isEmpty()) {
            return Optional.empty();
        }
        List<Double> rates = falsePositiveRates.stream()
                .filter(rate -> Math.min(rate, 1 - rate) * live.negatives() >= FEWEST_BESIDE)
                .toList();
        return Optional.of(new RocComparison(
                liveCurve.get(),
                candidateCurve.get(),
                differences(sample, RocRates.of(live, rates), RocRates.of(candidate, rates), rates)));
    }

    private List<RocComparison.Difference> differences(
            PairedSample sample, RocRates live, RocRates candidate, List<Double> rates) {
        EffectiveSize positives = new EffectiveSize();
        EffectiveSize negatives = new EffectiveSize();
        for (int i = 0; i < sample.size(); i++) {
            (sample.outcome(i) == 1 ? positives : negatives).add(sample.weight(i));
        }
        VarianceEstimator variance = variance(sample.groups());
        if (!positives.isPlural()
                || !negatives.isPlural()
                || variance.obstacle().isPresent()) {
            return List.of();
        }
        List<VarianceEstimate> estimates = variance.estimate(new RocContributions(
                sample,
                live,
                candidate,
                rates.stream().mapToDouble(Double::doubleValue).toArray(),
                positives,
                negatives));
        return IntStream.range(0, rates.size())
                .mapToObj(i -> {
                    double difference = candidate.height(i) - live.height(i);
                    double reach = new StudentT(estimates.get(i).degreesOfFreedom())
                            .reach(Math.sqrt(estimates.get(i).variance()), confidence);
                    return new RocComparison.Difference(
                            rates.get(i), live.height(i), candidate.height(i), difference - reach, difference + reach);
                })
                .toList();
    }

    private VarianceEstimator variance(EventGroups groups) {
        return switch (dependence) {
            case AUTO -> new TwoWayClusterVariance(groups);
            case NONE -> new IndependentVariance(groups.events());
        };
    }

    private PairedEstimate estimate(
            Metric metric, PairedInfluence influence, EventGroups groups, VarianceEstimator estimator) {
        if (!Double.isFinite(influence.live()) || !Double.isFinite(influence.candidate())) {
            return undetermined(metric, groups, UndeterminedReason.OUT_OF_RANGE);
        }
        double[] contributions = influence.shared();
        if (influence.difference() == 0 && Arrays.stream(contributions).allMatch(c -> c == 0)) {
            VarianceEstimate none = new VarianceEstimate(0, groups.fewest() - 1.0);
            return PairedDifference.of(metric, influence, none, confidence, groups);
        }
        Optional<UndeterminedReason> obstacle = estimator.obstacle();
        if (obstacle.isPresent()) {
            return withoutError(metric, influence, groups, obstacle.get());
        }
        VarianceEstimate variance = estimator.estimate(contributions);
        return Double.isFinite(variance.variance())
                ? PairedDifference.of(metric, influence, variance, confidence, groups)
                : withoutError(metric, influence, groups, UndeterminedReason.OUT_OF_RANGE);
    }

    private static PairedEstimate undetermined(Metric metric, EventGroups groups, UndeterminedReason reason) {
        return new UndeterminedDifference(
                metric, groups.events(), OptionalDouble.empty(), OptionalDouble.empty(), reason);
    }

    private static PairedEstimate withoutError(
            Metric metric, PairedInfluence influence, EventGroups groups, UndeterminedReason reason) {
        return new UndeterminedDifference(
                metric,
                groups.events(),
                OptionalDouble.of(influence.live()),
                OptionalDouble.of(influence.candidate()),
                reason);
    }
}
