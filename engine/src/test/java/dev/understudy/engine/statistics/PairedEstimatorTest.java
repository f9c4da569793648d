package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedEstimatorTest {
    private static final DecisionCosts COSTS = new DecisionCosts(4, 180);

    private final PairedEstimator independent = new PairedEstimator(Dependence.NONE, 0.95, COSTS);
    private final PairedEstimator dependent = new PairedEstimator(Dependence.AUTO, 0.95, COSTS);

    /** Absolute errors differ by 1, 2, 3, 4 and 5: mean 3, standard deviation √2.5. */
    private static PairedSample fiveDays() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int day = 1; day <= 5; day++) {
            sample.add(0, 1, 1 + day, 0, 0, 1, PairedSample.ALONE, day);
        }
        return sample;
    }

    @Test
    void independentEventsHaveStudentsPairedTest() {
        PairedDifference mae = (PairedDifference) independent.estimate(Metric.MAE, fiveDays());

        assertThat(mae.metric()).isEqualTo(Metric.MAE);
        assertThat(mae.events()).isEqualTo(5);
        assertThat(mae.live()).isEqualTo(1);
        assertThat(mae.candidate()).isEqualTo(4);
        assertThat(mae.difference()).isEqualTo(3);
        assertThat(mae.standardError()).isCloseTo(Math.sqrt(0.5), within(1e-14));
        assertThat(mae.degreesOfFreedom()).isEqualTo(4);
        // R: t.test(1:5)
        assertThat(mae.lower()).isCloseTo(1.036757, within(1e-6));
        assertThat(mae.upper()).isCloseTo(4.963243, within(1e-6));
        assertThat(mae.pValue()).isCloseTo(0.01324, within(1e-5));
        assertThat(mae.confidence()).isEqualTo(0.95);
    }

    @Test
    void anotherConfidenceMovesTheIntervalOnly() {
        PairedDifference at95 = (PairedDifference) independent.estimate(Metric.MAE, fiveDays());
        PairedDifference at90 = at95.withConfidence(0.9);

        assertThat(at90)
                .isEqualTo(new PairedEstimator(Dependence.NONE, 0.9, COSTS).estimate(Metric.MAE, fiveDays()))
                .isNotEqualTo(at95);
        assertThat(at90.upper() - at90.difference()).isCloseTo(2.131847 * Math.sqrt(0.5), within(1e-6));
    }

    @Test
    void oneSidedPValuesAgreeWithTheBounds() {
        PairedDifference mae = (PairedDifference) independent.estimate(Metric.MAE, fiveDays());

        assertThat(mae.pValueAbove(0)).isCloseTo(mae.pValue() / 2, within(1e-15));
        assertThat(mae.pValueAbove(mae.lower())).isCloseTo(0.025, within(1e-9));
        assertThat(mae.pValueBelow(mae.upper())).isCloseTo(0.025, within(1e-9));
        assertThat(mae.pValueBelow(0)).isCloseTo(1 - mae.pValue() / 2, within(1e-15));
        assertThat(mae.pValueAbove(3)).isEqualTo(0.5);
    }

    @Test
    void dependentEventsAreSummedByClusterAndDay() {
        PairedSample sample = Samples.weighted(TaskKind.BINARY, 41, 200);
        PairedDifference auc = (PairedDifference) dependent.estimate(Metric.AUC, sample);
        PairedInfluence influence = (PairedInfluence) new InfluenceCalculator(COSTS).of(Metric.AUC, sample);
        VarianceEstimate expected =
                new TwoWayClusterVariance(EventGroups.of(sample)).estimate(influence.contributions());

        assertThat(auc.standardError()).isEqualTo(Math.sqrt(expected.variance()));
        assertThat(auc.degreesOfFreedom())
                .isEqualTo(expected.degreesOfFreedom())
                .isLessThanOrEqualTo(3);
        assertThat(auc.blocks()).isEqualTo(4);
        assertThat(auc.clusters()).isEqualTo(5 + aloneIn(sample));
        assertThat(auc.upper() - auc.difference())
                .isCloseTo(new StudentT(auc.degreesOfFreedom()).reach(auc.standardError(), 0.95), within(1e-12));
    }

    private static int aloneIn(PairedSample sample) {
        return sample.where(i -> sample.cluster(i) == PairedSample.ALONE).size();
    }

    static Stream<Arguments> metricsByKind() {
        return InfluenceCalculatorTest.metricsByKind();
    }

    @ParameterizedTest
    @MethodSource("metricsByKind")
    void theSameModelTwiceDiffersByExactlyNothing(Metric metric, TaskKind kind) {
        PairedSample same = Samples.sameModel(Samples.weighted(kind, 42, 100));
        PairedSample ofOneDay = same.where(i -> same.block(i) == same.block(0));
        for (PairedSample sample : List.of(same, ofOneDay)) {
            for (PairedEstimator estimator : List.of(independent, dependent)) {
                PairedDifference difference = (PairedDifference) estimator.estimate(metric, sample);
                assertThat(difference.difference()).isEqualTo(0.0);
                assertThat(difference.standardError()).isEqualTo(0.0);
                assertThat(difference.lower()).isEqualTo(0.0);
                assertThat(difference.upper()).isEqualTo(0.0);
                assertThat(difference.pValue()).isEqualTo(1.0);
                assertThat(difference.degreesOfFreedom()).isEqualTo(difference.blocks() - 1.0);
                assertThat(difference.pValueAbove(-0.001)).isEqualTo(0.0);
                assertThat(difference.pValueBelow(-0.001)).isEqualTo(1.0);
                assertThat(difference.withConfidence(0.99).upper()).isEqualTo(0.0);
            }
        }
    }

    @Test
    void modelsThatOnlyHappenToScoreTheSameHaveAnError() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        sample.add(0, 1, 3, 0, 0, 1, 1, 1);
        sample.add(0, 3, 1, 0, 0, 1, 2, 2);
        for (PairedEstimator estimator : List.of(independent, dependent)) {
            PairedDifference mae = (PairedDifference) estimator.estimate(Metric.MAE, sample);
            assertThat(mae.difference()).isZero();
            // The differences are 2 and -2.
            assertThat(mae.standardError()).isCloseTo(2, within(1e-14));
            assertThat(mae.pValue()).isEqualTo(1);
        }
    }

    @Test
    void everyEventBetterByTheSameIsADifferenceWithoutError() {
        PairedSample sample = Samples.regression(new double[] {0, 3, 1}, new double[] {0, 3, 1});
        PairedDifference mae = (PairedDifference) independent.estimate(Metric.MAE, sample);

        assertThat(mae.lower()).isEqualTo(-2);
        assertThat(mae.upper()).isEqualTo(-2);
        assertThat(mae.pValue()).isZero();
    }

    @Test
    void aDifferenceChecksItself() {
        assertThatIllegalArgumentException().isThrownBy(() -> difference(Double.NaN, 0, 1, 0.5, 0.95, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> difference(1, 1.5, 1, 0.5, 0.95, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> difference(1, 0, -1, 0.5, 0.95, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> difference(1, 0, 1, 1.1, 0.95, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> difference(1, 0, 1, 0.5, 1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> difference(1, 0, 1, 0.5, 0.95, 0));
        assertThat(difference(1, 0, 1, 0.5, 0.95, 3).difference()).isEqualTo(1);
    }

    private static PairedDifference difference(
            double candidate, double lower, double standardError, double pValue, double confidence, double degrees) {
        return new PairedDifference(
                Metric.MAE, 9, 0, candidate, 1, standardError, lower, 2, confidence, pValue, degrees, 4, 4, 1);
    }

    @ParameterizedTest
    @EnumSource(UndeterminedReason.class)
    void everyReasonIsAClauseForPeople(UndeterminedReason reason) {
        assertThat(reason.sentence()).isNotBlank().doesNotEndWith(".").matches("[a-z].*");
    }

    @Test
    void dependenceHasTheNamesOfTheTaskFile() {
        assertThat(Stream.of(Dependence.values()).map(Dependence::key)).containsExactly("auto", "none");
    }

    @Test
    void severalMetricsTogetherAreTheSameAsOneByOne() {
        PairedSample sample = Samples.weighted(TaskKind.BINARY, 43, 150);
        List<Metric> metrics = List.of(Metric.COST, Metric.AUC, Metric.BRIER);

        assertThat(dependent.estimate(metrics, sample))
                .isEqualTo(metrics.stream()
                        .map(metric -> dependent.estimate(metric, sample))
                        .toList());
    }

    @Test
    void partsThatAreMergedGiveTheEstimateOfTheWhole() {
        PairedSample whole = Samples.weighted(TaskKind.BINARY, 44, 150);
        PairedSample merged = whole.where(i -> i < 60);
        merged.addAll(whole.where(i -> i >= 60));

        assertThat(dependent.estimate(Metric.AUC, merged)).isEqualTo(dependent.estimate(Metric.AUC, whole));
    }

    @Test
    void oneDayTellsNothingOfTheVariationBetweenDays() {
        PairedSample all = Samples.weighted(TaskKind.REGRESSION, 45, 100);
        PairedSample oneDay = all.where(i -> all.block(i) == 20_001);
        PairedDifference independently = (PairedDifference) independent.estimate(Metric.MAE, oneDay);

        assertThat(dependent.estimate(Metric.MAE, oneDay))
                .isEqualTo(new UndeterminedDifference(
                        Metric.MAE,
                        oneDay.size(),
                        OptionalDouble.of(independently.live()),
                        OptionalDouble.of(independently.candidate()),
                        UndeterminedReason.ONE_BLOCK));
    }

    @Test
    void oneClusterTellsNothingOfTheVariationBetweenClusters() {
        PairedSample all = Samples.weighted(TaskKind.REGRESSION, 46, 100);
        PairedSample oneCluster = all.where(i -> all.cluster(i) == 2);

        assertThat(reason(dependent.estimate(Metric.MAE, oneCluster))).isEqualTo(UndeterminedReason.ONE_CLUSTER);
        assertThat(independent.estimate(Metric.MAE, oneCluster)).isInstanceOf(PairedDifference.class);
    }

    @Test
    void aMetricWithoutAValueIsUndetermined() {
        PairedSample sample = Samples.binary(new double[] {1, 0.9, 0.8}, new double[] {1, 0.2, 0.3});

        assertThat(independent.estimate(Metric.AUC, sample))
                .isEqualTo(new UndeterminedDifference(
                        Metric.AUC,
                        2,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        UndeterminedReason.TOO_FEW_OF_A_CLASS));
    }

    @Test
    void numbersBeyondTheRangeAreUndetermined() {
        PairedSample values = Samples.regression(new double[] {0, 1e200, 1}, new double[] {1, 2, 3});
        PairedSample squares = Samples.regression(new double[] {0, 1e160, 1}, new double[] {1, 2, 3});

        assertThat(independent.estimate(Metric.RMSE, values))
                .isEqualTo(new UndeterminedDifference(
                        Metric.RMSE,
                        2,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        UndeterminedReason.OUT_OF_RANGE));
        assertThat(reason(independent.estimate(Metric.MAE, squares))).isEqualTo(UndeterminedReason.OUT_OF_RANGE);
    }

    private static UndeterminedReason reason(PairedEstimate estimate) {
        return ((UndeterminedDifference) estimate).reason();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, Double.NaN})
    void aConfidenceLiesBetweenZeroAndOne(double confidence) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedEstimator(Dependence.AUTO, confidence, null));
    }

    /** Sellers and days shift the candidate's error for all of their events; the true difference is 0. */
    @Test
    void twoWayIntervalsCoverWhereSellersAndDaysCorrelate() {
        int worlds = 300;
        SplittableRandom random = new SplittableRandom(47);
        int twoWay = 0;
        int naive = 0;
        for (int world = 0; world < worlds; world++) {
            PairedSample sample = sellersByDays(random);
            twoWay += coversZero(dependent.estimate(Metric.MAE, sample)) ? 1 : 0;
            naive += coversZero(independent.estimate(Metric.MAE, sample)) ? 1 : 0;
        }
        assertThat(twoWay).isBetween((int) (0.90 * worlds), (int) (0.99 * worlds));
        assertThat(naive).isLessThan((int) (0.75 * worlds));
    }

    private static PairedSample sellersByDays(SplittableRandom random) {
        double[] sellers =
                random.doubles(40).map(ignored -> 0.5 * random.nextGaussian()).toArray();
        double[] days =
                random.doubles(28).map(ignored -> 0.5 * random.nextGaussian()).toArray();
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int i = 0; i < 1_200; i++) {
            int seller = random.nextInt(sellers.length);
            int day = random.nextInt(days.length);
            double shift = sellers[seller] + days[day] + random.nextGaussian();
            sample.add(0, 50, 50 + shift, 0, 0, 1, seller, day);
        }
        return sample;
    }

    private static boolean coversZero(PairedEstimate estimate) {
        PairedDifference difference = (PairedDifference) estimate;
        return difference.lower() <= 0 && difference.upper() >= 0;
    }
}
