package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The worst and the best case, against every case there is. */
final class HiddenOutcomesTest {
    private static final DecisionCosts COSTS = new DecisionCosts(4, 180);
    private static final int HIDDEN = 9;
    private static final double CONFIDENCE = 0.95;

    private final PairedEstimator estimator = new PairedEstimator(Dependence.NONE, CONFIDENCE, COSTS);

    private static HiddenOutcomes outcomes(long seed, int seen) {
        return new HiddenOutcomes(
                Samples.unweighted(TaskKind.BINARY, seed, seen), Samples.unweighted(TaskKind.BINARY, -seed, HIDDEN));
    }

    private BoundedDifference bounds(Metric metric, HiddenOutcomes outcomes) {
        return (BoundedDifference) outcomes.bounds(metric, estimator, Optional.of(COSTS));
    }

    /** The estimates for all that the hidden outcomes may be. */
    private List<PairedDifference> allCases(Metric metric, HiddenOutcomes outcomes) {
        List<PairedDifference> all = new ArrayList<>();
        for (int bits = 0; bits < 1 << HIDDEN; bits++) {
            PairedSample sample = PairedSample.empty(TaskKind.BINARY);
            sample.addAll(outcomes.seen());
            for (int i = 0; i < HIDDEN; i++) {
                sample.add(
                        bits >> i & 1,
                        outcomes.hidden().score(Side.LIVE, i),
                        outcomes.hidden().score(Side.CANDIDATE, i),
                        outcomes.hidden().label(Side.LIVE, i),
                        outcomes.hidden().label(Side.CANDIDATE, i),
                        1,
                        outcomes.hidden().cluster(i),
                        outcomes.hidden().block(i));
            }
            all.add((PairedDifference) estimator.estimate(metric, sample));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"ACCURACY", "LOG_LOSS", "BRIER", "COST"})
    void aMeansEndsAreThoseOfAllCases(Metric metric) {
        HiddenOutcomes outcomes = outcomes(3, 40);
        BoundedDifference bounds = bounds(metric, outcomes);
        List<PairedDifference> all = allCases(metric, outcomes);
        assertThat(bounds.lowest().difference())
                .isCloseTo(
                        all.stream()
                                .mapToDouble(PairedDifference::difference)
                                .min()
                                .orElseThrow(),
                        within(1e-12));
        assertThat(bounds.highest().difference())
                .isCloseTo(
                        all.stream()
                                .mapToDouble(PairedDifference::difference)
                                .max()
                                .orElseThrow(),
                        within(1e-12));
        assertThat(bounds.lowest().difference()).isLessThan(bounds.highest().difference());
    }

    /** The extreme case is one of those that are looked at, of which the one that reaches furthest gives the end. */
    @ParameterizedTest
    @CsvSource({"PRECISION", "RECALL"})
    void aRatiosEndsReachAtLeastAsFarAsTheExtremeCase(Metric metric) {
        for (long seed = 1; seed <= 25; seed++) {
            HiddenOutcomes outcomes = outcomes(seed, 30);
            BoundedDifference bounds = bounds(metric, outcomes);
            List<PairedDifference> all = allCases(metric, outcomes);
            Comparator<PairedDifference> bySize = Comparator.comparingDouble(PairedDifference::difference);
            PairedDifference least = all.stream().min(bySize).orElseThrow();
            PairedDifference most = all.stream().max(bySize).orElseThrow();
            double rounding = 1e-12;
            assertThat(bounds.lower()).isLessThanOrEqualTo(least.lower() + rounding);
            assertThat(bounds.upper()).isGreaterThanOrEqualTo(most.upper() - rounding);
            assertThat(bounds.lowest().difference()).isGreaterThanOrEqualTo(least.difference() - rounding);
            assertThat(bounds.highest().difference()).isLessThanOrEqualTo(most.difference() + rounding);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"F1", "AUC", "AVERAGE_PRECISION"})
    void whatHasNoProvenBoundIsUndeterminedAndShowsNoValue(Metric metric) {
        UndeterminedDifference none =
                (UndeterminedDifference) outcomes(3, 40).bounds(metric, estimator, Optional.of(COSTS));
        assertThat(none.reason()).isEqualTo(UndeterminedReason.HIDDEN_OUTCOMES);
        assertThat(none.live()).isEmpty();
    }

    @Test
    void withoutHiddenEventsBothEndsAreTheEstimate() {
        PairedSample seen = Samples.unweighted(TaskKind.BINARY, 7, 200);
        HiddenOutcomes outcomes = new HiddenOutcomes(seen, PairedSample.empty(TaskKind.BINARY));
        BoundedDifference bounds = bounds(Metric.RECALL, outcomes);
        assertThat(bounds.lowest()).isEqualTo(estimator.estimate(Metric.RECALL, seen));
        assertThat(bounds.highest()).isEqualTo(bounds.lowest());
        assertThat(bounds.standardError()).isCloseTo(bounds.lowest().standardError(), within(1e-12));
        assertThat(bounds.pValue()).isCloseTo(bounds.lowest().pValue(), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.95", "0.975", "0.999"})
    void anIntervalMadeOfMiddleAndErrorHoldsBothEnds(double confidence) {
        for (long seed = 1; seed <= 25; seed++) {
            BoundedDifference bounds = bounds(Metric.PRECISION, outcomes(seed, 60));
            double reach = new StudentT(bounds.degreesOfFreedom()).reach(bounds.standardError(), confidence);
            assertThat(bounds.middle() - reach)
                    .isLessThanOrEqualTo(
                            bounds.lowest().withConfidence(confidence).lower() + 1e-12);
            assertThat(bounds.middle() + reach)
                    .isGreaterThanOrEqualTo(
                            bounds.highest().withConfidence(confidence).upper() - 1e-12);
        }
    }

    @Test
    void weightsHaveNoPlaceInTheWorstCase() {
        PairedSample weighted = Samples.weighted(TaskKind.BINARY, 3, 20);
        assertThatThrownBy(() -> new HiddenOutcomes(weighted, PairedSample.empty(TaskKind.BINARY)))
                .isInstanceOf(UnderstudyException.class)
                .hasMessageContaining("expected no weights");
        assertThat(new HiddenOutcomes(weighted.unweighted(), PairedSample.empty(TaskKind.BINARY))
                        .seen()
                        .size())
                .isEqualTo(20);
    }
}
