package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfluenceCalculatorTest {
    private static final Offset<Double> ROUNDING = within(1e-14);

    /** Positives at 0.9, 0.5, 0.5 and negatives at 0.5, 0.1; the candidate lifts one positive. */
    private static final PairedSample FIVE = Samples.binary(
            new double[] {1, 0.9, 0.9},
            new double[] {1, 0.5, 0.7},
            new double[] {1, 0.5, 0.4},
            new double[] {0, 0.5, 0.5},
            new double[] {0, 0.1, 0.1});

    private final InfluenceCalculator calculator = new InfluenceCalculator(new DecisionCosts(4, 180));

    static Stream<Arguments> metricsByKind() {
        return Stream.of(Metric.values())
                .flatMap(metric -> metric.kinds().stream().map(kind -> Arguments.of(metric, kind)));
    }

    private PairedInfluence influence(Metric metric, PairedSample sample) {
        return (PairedInfluence) calculator.of(metric, sample);
    }

    private void assertValues(Metric metric, PairedSample sample, double live, double candidate) {
        PairedInfluence influence = influence(metric, sample);
        assertThat(influence.live()).as("live").isCloseTo(live, ROUNDING);
        assertThat(influence.candidate()).as("candidate").isCloseTo(candidate, ROUNDING);
        assertThat(influence.difference()).isEqualTo(influence.candidate() - influence.live());
    }

    @Test
    void aucCountsPairsAndHalfOfTheTies() {
        // live: (2 + 1.5 + 1.5) of 6 pairs; candidate: (2 + 2 + 1) of 6
        assertValues(Metric.AUC, FIVE, 5.0 / 6, 5.0 / 6);
    }

    @Test
    void aucHasThePlacementValuesOfEachModel() {
        double[] contributions = influence(Metric.AUC, FIVE).contributions();
        double positive = Math.sqrt(3 / 2.0) / 3;
        double negative = Math.sqrt(2 / 1.0) / 2;

        // placements, live: 1, 3/4, 3/4 and 2/3, 1; candidate: 1, 1, 1/2 and 2/3, 1
        assertThat(contributions)
                .containsExactly(new double[] {0, 0.25 * positive, -0.25 * positive, 0 * negative, 0}, ROUNDING);
    }

    @Test
    void aucOfPerfectAndOfReversedScores() {
        PairedSample sample = Samples.binary(
                new double[] {1, 0.8, 0.1}, new double[] {1, 0.9, 0.2}, new double[] {0, 0.1, 0.8}, new double[] {
                    0, 0.2, 0.9
                });
        assertValues(Metric.AUC, sample, 1, 0);
    }

    @Test
    void negativeZeroTiesWithZero() {
        PairedSample sample = Samples.binary(
                new double[] {1, 0.0, 0.0}, new double[] {1, 0.0, -0.0}, new double[] {0, -0.0, 0.0}, new double[] {
                    0, 0.0, -0.0
                });
        assertValues(Metric.AUC, sample, 0.5, 0.5);
    }

    @Test
    void logLossIsClipped() {
        PairedSample sample = Samples.binary(new double[] {1, 0, 0.5}, new double[] {0, 1, 0.25});
        assertValues(Metric.LOG_LOSS, sample, -Math.log(1e-15), (Math.log(2) - Math.log(0.75)) / 2);
    }

    @Test
    void logLossOfSeveralClassesLooksAtTheTrueOne() {
        PairedSample sample = PairedSample.empty(TaskKind.MULTICLASS);
        sample.add(0, 0.2, 0.5, 0, 0, 1, -1, 0);
        sample.add(2, 0.4, 0, 0, 0, 3, -1, 0);
        assertValues(
                Metric.LOG_LOSS,
                sample,
                -(Math.log(0.2) + 3 * Math.log(0.4)) / 4,
                -(Math.log(0.5) + 3 * Math.log(1e-15)) / 4);
    }

    @Test
    void brierIsTheMeanSquaredDistanceOfTheScore() {
        assertValues(
                Metric.BRIER, FIVE, (0.01 + 0.25 + 0.25 + 0.25 + 0.01) / 5, (0.01 + 0.09 + 0.36 + 0.25 + 0.01) / 5);
    }

    @Test
    void decisionsAreCountedByTheLabels() {
        // live: 3 TP, 1 FP, 1 TN; candidate: 2 TP, 1 FN, 1 FP, 1 TN
        assertValues(Metric.ACCURACY, FIVE, 0.8, 0.6);
        assertValues(Metric.PRECISION, FIVE, 3 / 4.0, 2 / 3.0);
        assertValues(Metric.RECALL, FIVE, 1, 2 / 3.0);
        assertValues(Metric.F1, FIVE, 6 / 7.0, 4 / 6.0);
        assertValues(Metric.COST, FIVE, 4 / 5.0, (4 + 180) / 5.0);
    }

    @Test
    void averagePrecisionTakesEqualScoresTogether() {
        // live: 1 at 0.9, 3/4 at 0.5 twice; candidate: 1 at 0.9, 1 at 0.7, 3/4 at 0.4
        assertValues(Metric.AVERAGE_PRECISION, FIVE, (1 + 0.75 + 0.75) / 3, (1 + 1 + 0.75) / 3);
    }

    @Test
    void macroF1AveragesOverTheClassesOfTheOutcomes() {
        // live: class 0 has 1 TP, 1 FN, 1 FP; class 1 has 1 TP, 1 FP, 1 FN. The candidate says 7, which never happens.
        PairedSample sample =
                Samples.multiclass(new int[] {0, 0, 0}, new int[] {0, 1, 7}, new int[] {1, 1, 1}, new int[] {1, 0, 1});
        assertValues(Metric.MACRO_F1, sample, 0.5, (2 / 3.0 + 1) / 2);
        assertValues(Metric.ACCURACY, sample, 0.5, 0.75);
    }

    @Test
    void errorsOfNumbers() {
        PairedSample sample = Samples.regression(
                new double[] {1, 2, 1}, new double[] {2, 2, 4}, new double[] {3, 1, 3}, new double[] {6, 6, 7});
        assertValues(Metric.MAE, sample, 3 / 4.0, 3 / 4.0);
        assertValues(Metric.RMSE, sample, Math.sqrt(5 / 4.0), Math.sqrt(5 / 4.0));
        assertValues(Metric.R2, sample, 1 - 5 / 14.0, 1 - 5 / 14.0);
    }

    @Test
    void perfectPredictionsHaveNoRootMeanSquaredError() {
        PairedSample sample = Samples.regression(new double[] {1, 1, 2}, new double[] {2, 2, 2});
        PairedInfluence influence = influence(Metric.RMSE, sample);
        assertThat(influence.live()).isZero();
        assertThat(influence.contributions()).doesNotContain(Double.NaN);
    }

    /** Derivatives are taken by moving one weight at a time; the factor is n/(n-1) of the events that count. */
    @ParameterizedTest
    @MethodSource("metricsByKind")
    void contributionsAreDerivativesByTheWeightsTimesTheSmallSampleFactor(Metric metric, TaskKind kind) {
        PairedSample sample = Samples.weighted(kind, 11, 60);
        double step = 1e-4;
        for (Side side : Side.values()) {
            ModelInfluence.Defined influence = of(metric, sample, side);
            for (int i = 0; i < sample.size(); i++) {
                double up = of(metric, reweighted(sample, i, 1 + step), side).value();
                double down = of(metric, reweighted(sample, i, 1 - step), side).value();
                double expected = (up - down) / (2 * step) * smallSampleFactor(metric, sample, side, i);
                assertThat(influence.contributions()[i])
                        .as("%s event %d", side, i)
                        .isCloseTo(expected, within(1e-8 * Math.abs(influence.value()) + 1e-7 * Math.abs(expected)));
            }
        }
    }

    private static double smallSampleFactor(Metric metric, PairedSample sample, Side side, int event) {
        double weights = 0;
        double squares = 0;
        for (int i = 0; i < sample.size(); i++) {
            boolean counts = switch (metric) {
                case AUC -> sample.outcome(i) == sample.outcome(event);
                case PRECISION -> sample.label(side, i) == 1;
                case RECALL -> sample.outcome(i) == 1;
                case F1 -> sample.label(side, i) == 1 || sample.outcome(i) == 1;
                case LOG_LOSS, BRIER, ACCURACY, AVERAGE_PRECISION, COST, MACRO_F1, MAE, RMSE, R2 -> true;
            };
            if (counts) {
                weights += sample.weight(i);
                squares += sample.weight(i) * sample.weight(i);
            }
        }
        double n = weights * weights / squares;
        return Math.sqrt(n / (n - 1));
    }

    @ParameterizedTest
    @MethodSource("metricsByKind")
    void aPairContributesTheDifferenceOfItsModels(Metric metric, TaskKind kind) {
        PairedSample sample = Samples.weighted(kind, 12, 30);
        double[] live = of(metric, sample, Side.LIVE).contributions();
        double[] candidate = of(metric, sample, Side.CANDIDATE).contributions();
        double[] both = influence(metric, sample).contributions();
        for (int i = 0; i < both.length; i++) {
            assertThat(both[i]).isEqualTo(candidate[i] - live[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("metricsByKind")
    void anEventOfWeightTwoIsWorthTwoCopies(Metric metric, TaskKind kind) {
        PairedSample sample = Samples.weighted(kind, 13, 50);
        PairedSample doubled = PairedSample.empty(kind);
        PairedSample copied = sample.where(i -> true);
        for (int i = 0; i < sample.size(); i++) {
            Samples.copy(sample, i, sample.weight(i) * (i < 15 ? 2 : 1), doubled);
        }
        copied.addAll(sample.where(i -> i < 15));

        assertValues(
                metric,
                doubled,
                influence(metric, copied).live(),
                influence(metric, copied).candidate());
        assertThat(influence(metric, doubled).live())
                .isNotEqualTo(influence(metric, sample).live());
        assertThat(influence(metric, doubled).candidate())
                .isNotEqualTo(influence(metric, sample).candidate());
    }

    @ParameterizedTest
    @MethodSource("metricsByKind")
    void anEventOfNoWeightChangesNothing(Metric metric, TaskKind kind) {
        PairedSample sample = Samples.weighted(kind, 14, 50);
        PairedInfluence with = influence(metric, reweighted(reweighted(sample, 3, 0), 30, 0));
        PairedInfluence without = influence(metric, sample.where(i -> i != 3 && i != 30));

        assertThat(with.live()).isCloseTo(without.live(), ROUNDING);
        assertThat(with.candidate()).isCloseTo(without.candidate(), ROUNDING);
        assertThat(with.contributions()[3]).isZero();
        assertThat(with.contributions()[30]).isZero();
        assertThat(sumOfSquares(with)).isCloseTo(sumOfSquares(without), within(1e-12 * sumOfSquares(without)));
    }

    @ParameterizedTest
    @MethodSource("metricsByKind")
    void partsThatAreMergedGiveTheNumbersOfTheWhole(Metric metric, TaskKind kind) {
        PairedSample whole = Samples.weighted(kind, 15, 90);
        PairedSample merged = PairedSample.empty(kind);
        merged.addAll(whole.where(i -> i < 20));
        merged.addAll(whole.where(i -> i >= 20 && i < 55));
        merged.addAll(whole.where(i -> i >= 55));

        assertThat(influence(metric, merged)).isEqualTo(influence(metric, whole));
    }

    @ParameterizedTest
    @MethodSource("metricsByKind")
    void theSameModelTwiceContributesExactlyNothing(Metric metric, TaskKind kind) {
        PairedInfluence influence = influence(metric, Samples.sameModel(Samples.weighted(kind, 16, 80)));

        assertThat(influence.difference()).isZero();
        assertThat(influence.contributions()).containsOnly(0.0);
    }

    @Test
    void contributionsCannotBeChangedFromOutside() {
        PairedInfluence influence = influence(Metric.BRIER, FIVE);
        double first = influence.contributions()[1];
        influence.contributions()[1] = 42;

        assertThat(influence.contributions()[1]).isEqualTo(first).isNotEqualTo(42);
    }

    @Test
    void influencesAreEqualByTheirNumbers() {
        PairedInfluence influence = new PairedInfluence(1, 2, new double[] {3, 4});

        assertThat(influence)
                .isEqualTo(new PairedInfluence(1, 2, new double[] {3, 4}))
                .hasSameHashCodeAs(new PairedInfluence(1, 2, new double[] {3, 4}))
                .isNotEqualTo(new PairedInfluence(0, 2, new double[] {3, 4}))
                .isNotEqualTo(new PairedInfluence(1, 0, new double[] {3, 4}))
                .isNotEqualTo(new PairedInfluence(1, 2, new double[] {3, 5}))
                .hasToString("PairedInfluence[live=1.0, candidate=2.0, 2 contributions]");
    }

    @Test
    void sumsKeepWhatLargeTermsWouldSwallow() {
        CompensatedSum sum = new CompensatedSum();
        for (double term : new double[] {1, 1e100, 1, -1e100}) {
            sum.add(term);
        }
        assertThat(sum.value()).isEqualTo(2);
    }

    @Test
    void aMillionEventsLoseNoDigits() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int i = 0; i < 1_000_000; i++) {
            sample.add(0, 0.1, 0.3, 0, 0, 1, PairedSample.ALONE, 0);
        }
        PairedInfluence influence = influence(Metric.MAE, sample);

        assertThat(influence.live()).isEqualTo(0.1);
        assertThat(influence.candidate()).isEqualTo(0.3);
    }

    @Test
    void refusesAMetricOfAnotherKindOfTask() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calculator.of(Metric.MAE, FIVE))
                .withMessageContaining("mae")
                .withMessageContaining("binary");
    }

    static Stream<Arguments> undefined() {
        PairedSample onePositive =
                Samples.binary(new double[] {1, 0.9, 0.9}, new double[] {0, 0.7, 0.4}, new double[] {0, 0.7, 0.4});
        PairedSample allPositive = Samples.binary(new double[] {1, 0.9, 0.9}, new double[] {1, 0.7, 0.4});
        PairedSample timid = Samples.binary(
                new double[] {1, 0.9, 0.9}, new double[] {1, 0.7, 0.4}, new double[] {0, 0.7, 0.1}, new double[] {
                    0, 0.2, 0.1
                });
        PairedSample oneNumber = Samples.regression(new double[] {1, 2, 3});
        PairedSample constant =
                Samples.regression(new double[] {0.1, 2, 3}, new double[] {0.1, 4, 5}, new double[] {0.1, 4, 5});
        PairedSample oneClass = Samples.multiclass(new int[] {4, 4, 0});
        return Stream.of(
                Arguments.of(Metric.AUC, onePositive, UndeterminedReason.TOO_FEW_OF_A_CLASS),
                Arguments.of(Metric.AUC, allPositive, UndeterminedReason.TOO_FEW_OF_A_CLASS),
                Arguments.of(Metric.AUC, PairedSample.empty(TaskKind.BINARY), UndeterminedReason.TOO_FEW_OF_A_CLASS),
                Arguments.of(Metric.AVERAGE_PRECISION, onePositive, UndeterminedReason.TOO_FEW_POSITIVE_OUTCOMES),
                Arguments.of(Metric.RECALL, onePositive, UndeterminedReason.TOO_FEW_POSITIVE_OUTCOMES),
                Arguments.of(Metric.PRECISION, timid, UndeterminedReason.TOO_FEW_POSITIVE_LABELS),
                Arguments.of(Metric.LOG_LOSS, onePositive.where(i -> i == 0), UndeterminedReason.TOO_FEW_EVENTS),
                Arguments.of(Metric.ACCURACY, weightless(allPositive), UndeterminedReason.TOO_FEW_EVENTS),
                Arguments.of(Metric.MACRO_F1, oneClass, UndeterminedReason.TOO_FEW_EVENTS),
                Arguments.of(Metric.MAE, oneNumber, UndeterminedReason.TOO_FEW_EVENTS),
                Arguments.of(Metric.RMSE, oneNumber, UndeterminedReason.TOO_FEW_EVENTS),
                Arguments.of(Metric.R2, oneNumber, UndeterminedReason.TOO_FEW_EVENTS),
                Arguments.of(Metric.R2, constant, UndeterminedReason.CONSTANT_OUTCOME));
    }

    @ParameterizedTest
    @MethodSource("undefined")
    void aMetricThatHasNoValueSaysWhy(Metric metric, PairedSample sample, UndeterminedReason reason) {
        assertThat(calculator.of(metric, sample)).isEqualTo(new UndefinedInfluence(reason));
    }

    @Test
    void costNeedsCosts() {
        assertThat(new InfluenceCalculator(null).of(Metric.COST, FIVE))
                .isEqualTo(new UndefinedInfluence(UndeterminedReason.NO_COSTS));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void costsAreFiniteAndNotNegative(double cost) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DecisionCosts(cost, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DecisionCosts(1, cost));
    }

    @Test
    void wrongDecisionsMayCostNothing() {
        assertThat(new DecisionCosts(0, 0).of(0, 1)).isZero();
    }

    private ModelInfluence.Defined of(Metric metric, PairedSample sample, Side side) {
        return (ModelInfluence.Defined) calculator.functionOf(metric).of(sample, side);
    }

    private static double sumOfSquares(PairedInfluence influence) {
        return DoubleStream.of(influence.contributions()).map(c -> c * c).sum();
    }

    private static PairedSample weightless(PairedSample sample) {
        PairedSample copy = PairedSample.empty(sample.kind());
        for (int i = 0; i < sample.size(); i++) {
            Samples.copy(sample, i, 0, copy);
        }
        return copy;
    }

    private static PairedSample reweighted(PairedSample sample, int index, double factor) {
        PairedSample copy = PairedSample.empty(sample.kind());
        for (int i = 0; i < sample.size(); i++) {
            Samples.copy(sample, i, sample.weight(i) * (i == index ? factor : 1), copy);
        }
        return copy;
    }
}
