package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
    /** The live model says the probability itself, the candidate something made of it. */
    private static PairedSample sample(long seed, int events, DoubleUnaryOperator candidate) {
        SplittableRandom random = new SplittableRandom(seed);
        PairedSample sample = PairedSample.empty(TaskKind.BINARY);
        for (int i = 0; i < events; i++) {
            double p = random.nextDouble();
            int outcome = random.nextDouble() < p ? 1 : 0;
            sample.add(outcome, p, candidate.applyAsDouble(p), 0, 0, 1, PairedSample.ALONE, i % 10);
        }
        return sample;
    }

    @Test
    void whatChanceAddsIsTakenOutOfTheSquaredError() {
        int seeds = 200;
        double squared = 0;
        double squares = 0;
        double expected = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Reliability live =
                    Calibration.of(sample(seed, 600, p -> p)).orElseThrow().live();
            squared += live.squaredError() / seeds;
            squares += live.squaredError() * live.squaredError() / seeds;
            expected += live.expectedError() / seeds;
        }

        double standardError = Math.sqrt((squares - squared * squared) / seeds);
        assertThat(squared).isCloseTo(0, within(3 * standardError));
        assertThat(expected).isGreaterThan(0.03);
    }

    @Test
    void aShiftOfAllScoresIsTheError() {
        Reliability candidate = Calibration.of(sample(3, 200_000, p -> 0.8 * p + 0.2))
                .orElseThrow()
                .candidate();

        // 0.2 (1 − p) is said too much: its mean is 0.1, and its mean square 0.04 / 3
        assertThat(candidate.expectedError()).isCloseTo(0.1, within(0.005));
        assertThat(candidate.squaredError()).isCloseTo(0.04 / 3, within(0.001));
        assertThat(candidate.bins()).hasSize(15);
    }

    @Test
    void eventsOfOneScoreAreOneBin() {
        Reliability candidate = Calibration.of(sample(3, 1_000, p -> p < 0.3 ? 0.1 : 0.6))
                .orElseThrow()
                .candidate();

        assertThat(candidate.bins())
                .extracting(Reliability.Bin::meanScore)
                .satisfiesExactly(
                        low -> assertThat(low).isCloseTo(0.1, within(1e-12)),
                        high -> assertThat(high).isCloseTo(0.6, within(1e-12)));
        assertThat(candidate.bins().stream()
                        .mapToDouble(Reliability.Bin::events)
                        .sum())
                .isEqualTo(1_000);
    }

    @Test
    void theLabelThatIsGivenIsWhatCountsAmongSeveralClasses() {
        PairedSample sample = PairedSample.empty(TaskKind.MULTICLASS);
        ScorePairs confidences = new ScorePairs();
        for (int i = 0; i < 1_000; i++) {
            sample.add(i % 3, 0.2, 0.2, 0, i % 3, 1, PairedSample.ALONE, i % 10);
            confidences.add(0.5, 0.9);
        }

        Calibration calibration = Calibration.ofLabels(sample, confidences).orElseThrow();

        assertThat(calibration.live().expectedError()).isCloseTo(0.5 - 0.334, within(1e-9));
        assertThat(calibration.candidate().expectedError()).isCloseTo(0.1, within(1e-6));
    }

    @Test
    void anEventOfWeightTwoIsTwoEvents() {
        PairedSample weighted = PairedSample.empty(TaskKind.BINARY);
        PairedSample twice = PairedSample.empty(TaskKind.BINARY);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            double p = random.nextDouble();
            int outcome = random.nextDouble() < p ? 1 : 0;
            weighted.add(outcome, p, p, 0, 0, 2, PairedSample.ALONE, 0);
            twice.add(outcome, p, p, 0, 0, 1, PairedSample.ALONE, 0);
            twice.add(outcome, p, p, 0, 0, 1, PairedSample.ALONE, 0);
        }

        assertThat(Calibration.of(weighted).orElseThrow().live().expectedError())
                .isCloseTo(Calibration.of(twice).orElseThrow().live().expectedError(), within(1e-12));
    }
}
