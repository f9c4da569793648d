package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PredictionIntervalTest {
    @Test
    void addsTheErrorsOfBothMeasurements() {
        PredictionInterval interval =
                PredictionInterval.of(new StudentEstimate(0.5, 3, 10), new StudentEstimate(7, 4, 10), 0.9);

        assertThat(interval.standardError()).isCloseTo(5, within(1e-12));
        // (9 + 16)² / (81/10 + 256/10)
        assertThat(interval.degreesOfFreedom()).isCloseTo(625 / 33.7, within(1e-9));
        assertThat((interval.lower() + interval.upper()) / 2).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void coversAnEqualReplicateAsOftenAsItSaysWhereAConfidenceIntervalDoesNot() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        int covered = 0;
        int coveredByConfidence = 0;
        int times = 20_000;
        for (int i = 0; i < times; i++) {
            StudentEstimate first = new StudentEstimate(random.nextGaussian(), 1, 1e6);
            StudentEstimate second = new StudentEstimate(random.nextGaussian(), 1, 1e6);
            covered += PredictionInterval.of(first, second, 0.9).covers(second.value()) ? 1 : 0;
            coveredByConfidence += PredictionInterval.of(first, new StudentEstimate(0, 0, 0), 0.9)
                            .covers(second.value())
                    ? 1
                    : 0;
        }

        assertThat(covered / (double) times).isCloseTo(0.9, within(0.01));
        assertThat(coveredByConfidence / (double) times).isCloseTo(0.755, within(0.01));
    }

    @Test
    void isAPointWhereNeitherHasAnError() {
        PredictionInterval interval =
                PredictionInterval.of(new StudentEstimate(0, 0, 0), new StudentEstimate(0, 0, 0), 0.9);

        assertThat(interval.covers(0)).isTrue();
        assertThat(interval.covers(1e-9)).isFalse();
    }
}
