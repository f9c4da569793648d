package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartsTest {
    private static final PairedSample SAMPLE = Samples.binary(
            new double[] {1, 0.9, 0.4},
            new double[] {0, 0.5, 1.0},
            new double[] {1, 0.5, 0.6},
            new double[] {0, 0.1, 0.0},
            new double[] {0, 0.2, 0.3});

    @Test
    void rocCurveTakesEqualScoresInOneStep() {
        assertThat(RocCurve.of(SAMPLE, Side.LIVE, 10).orElseThrow().points())
                .containsExactly(
                        new RocCurve.Point(0, 0, Double.POSITIVE_INFINITY),
                        new RocCurve.Point(0, 0.5, 0.9),
                        new RocCurve.Point(1 / 3.0, 1, 0.5),
                        new RocCurve.Point(2 / 3.0, 1, 0.2),
                        new RocCurve.Point(1, 1, 0.1));
    }

    @Test
    void aRocCurveOfExactlyTheLimitIsNotThinned() {
        assertThat(RocCurve.of(SAMPLE, Side.LIVE, 5)).isEqualTo(RocCurve.of(SAMPLE, Side.LIVE, 10));
        // Steps of 2/3 along the curve: (0, 1/2) lies too close to the start.
        assertThat(RocCurve.of(SAMPLE, Side.LIVE, 4).orElseThrow().points())
                .containsExactly(
                        new RocCurve.Point(0, 0, Double.POSITIVE_INFINITY),
                        new RocCurve.Point(1 / 3.0, 1, 0.5),
                        new RocCurve.Point(1, 1, 0.1));
    }

    @Test
    void rocCurvePassesOverEventsOfNoWeight() {
        PairedSample sample = SAMPLE.where(i -> true);
        sample.add(1, 0.7, 0.7, 1, 1, 0, PairedSample.ALONE, 0);

        assertThat(RocCurve.of(sample, Side.LIVE, 10)).isEqualTo(RocCurve.of(SAMPLE, Side.LIVE, 10));
    }

    @Test
    void rocCurveNeedsBothClasses() {
        assertThat(RocCurve.of(SAMPLE.where(i -> SAMPLE.outcome(i) == 1), Side.LIVE, 10))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 50, 200})
    void aThinnedRocCurveKeepsItsAreaAndTheLimit(int maximum) {
        SplittableRandom random = new SplittableRandom(61);
        PairedSample sample = PairedSample.empty(TaskKind.BINARY);
        for (int i = 0; i < 5_000; i++) {
            double score = random.nextDouble();
            sample.add(random.nextDouble() < score ? 1 : 0, score, score, 0, 0, 1, -1, 0);
        }
        List<RocCurve.Point> points =
                RocCurve.of(sample, Side.CANDIDATE, maximum).orElseThrow().points();

        assertThat(points).hasSizeLessThanOrEqualTo(maximum).hasSizeGreaterThan(maximum * 3 / 4);
        if (maximum >= 50) {
            PairedInfluence auc = (PairedInfluence) new InfluenceCalculator(null).of(Metric.AUC, sample);
            assertThat(area(points)).isCloseTo(auc.candidate(), within(0.002));
        }
        assertThat(points.getFirst()).isEqualTo(new RocCurve.Point(0, 0, Double.POSITIVE_INFINITY));
        assertThat(points.getLast().truePositiveRate()).isEqualTo(1);
        assertThat(points.getLast().falsePositiveRate()).isEqualTo(1);
    }

    private static double area(List<RocCurve.Point> points) {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            double width = points.get(i).falsePositiveRate() - points.get(i - 1).falsePositiveRate();
            area += width
                    * (points.get(i).truePositiveRate() + points.get(i - 1).truePositiveRate())
                    / 2;
        }
        return area;
    }

    @Test
    void equalHistogramsAreStable() {
        ScoreHistogram histogram = new ScoreHistogram(List.of(10L, 0L, 30L), List.of(10L, 0L, 30L));

        assertThat(histogram.stabilityIndex()).isZero();
    }

    @Test
    void theStabilityIndexIsTheSumOverTheBins() {
        ScoreHistogram histogram = new ScoreHistogram(List.of(9_999L, 9_999L), List.of(19_998L, 0L));

        double most = 19_998.5 / 19_999;
        double least = 0.5 / 19_999;
        assertThat(histogram.stabilityIndex())
                .isCloseTo((most - 0.5) * Math.log(most / 0.5) + (least - 0.5) * Math.log(least / 0.5), within(1e-12));
    }

    @Test
    void theLastBinHoldsTheScoreOne() {
        assertThat(ScoreHistogram.bin(0, 40)).isZero();
        assertThat(ScoreHistogram.bin(0.999, 40)).isEqualTo(39);
        assertThat(ScoreHistogram.bin(1, 40)).isEqualTo(39);
        assertThatIllegalArgumentException().isThrownBy(() -> ScoreHistogram.bin(1.01, 40));
        assertThatIllegalArgumentException().isThrownBy(() -> ScoreHistogram.bin(Double.NaN, 40));
    }

    @Test
    void errorDistributionRisesToTheLargestError() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        sample.add(0, 3, 0, 0, 0, 1, -1, 0);
        sample.add(0, -1, 0, 0, 0, 2, -1, 0);
        sample.add(5, 6, 0, 0, 0, 1, -1, 0);
        sample.add(0, 100, 0, 0, 0, 0, -1, 0);

        assertThat(ErrorDistribution.of(sample, Side.LIVE, 10).points())
                .containsExactly(new ErrorDistribution.Point(1, 0.75), new ErrorDistribution.Point(3, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 100})
    void aThinnedErrorDistributionKeepsItsShapeAndTheLimit(int maximum) {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int i = 1; i <= 1_000; i++) {
            sample.add(0, i, i, 0, 0, 1, -1, 0);
        }
        List<ErrorDistribution.Point> points =
                ErrorDistribution.of(sample, Side.LIVE, maximum).points();

        assertThat(points).hasSizeBetween(maximum * 3 / 4, maximum);
        assertThat(points)
                .allSatisfy(point -> assertThat(point.share()).isCloseTo(point.absoluteError() / 1_000, within(1e-9)));
        assertThat(points.getLast()).isEqualTo(new ErrorDistribution.Point(1_000, 1));
    }

    @Test
    void aThinnedErrorDistributionGoesByEvenShares() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int error : new int[] {1, 2, 3, 4, 5, 6, 7, 8}) {
            sample.add(0, error, error, 0, 0, 1, -1, 0);
        }
        assertThat(ErrorDistribution.of(sample, Side.LIVE, 5).points())
                .containsExactly(
                        new ErrorDistribution.Point(2, 0.25),
                        new ErrorDistribution.Point(4, 0.5),
                        new ErrorDistribution.Point(6, 0.75),
                        new ErrorDistribution.Point(8, 1));
        assertThat(ErrorDistribution.of(sample, Side.LIVE, 8).points())
                .hasSize(8)
                .startsWith(new ErrorDistribution.Point(1, 0.125));
    }

    @Test
    void errorDistributionOfNothingIsEmpty() {
        assertThat(ErrorDistribution.of(PairedSample.empty(TaskKind.REGRESSION), Side.LIVE, 5)
                        .points())
                .isEmpty();
    }

    @Test
    void chartsRefuseOtherKindsOfTaskAndTooFewPoints() {
        PairedSample regression = PairedSample.empty(TaskKind.REGRESSION);

        assertThatIllegalArgumentException().isThrownBy(() -> RocCurve.of(regression, Side.LIVE, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> RocCurve.of(SAMPLE, Side.LIVE, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorDistribution.of(SAMPLE, Side.LIVE, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorDistribution.of(regression, Side.LIVE, 1));
    }
}
