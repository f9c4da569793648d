package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerTest {
    @Test
    void addsTheQuantilesOfConfidenceAndPower() {
        // normal: 1.959964 + 0.841621; t with 10 degrees of freedom: 2.228139 + 0.879058 and 1.812461 + 1.372184
        // the tenth percentile of chi-squared with 10 degrees of freedom is 4.865182
        double limit = Math.sqrt(10 / 4.865182);
        assertThat(Power.smallestDetectableDifference(2, 1e9, 0.95)).isCloseTo(2 * 2.801585, within(3e-4));
        assertThat(Power.smallestDetectableDifference(1, 10, 0.95)).isCloseTo(3.107197 * limit, within(1e-5));
        assertThat(Power.smallestDetectableDifference(1, 10, 0.9, 0.9)).isCloseTo(3.184645 * limit, within(1e-5));
        assertThat(Power.smallestDetectableDifference(1, 10, 0.95, 0.5)).isCloseTo(2.228139 * limit, within(1e-5));
    }

    @Test
    void withoutErrorEveryDifferenceShows() {
        assertThat(Power.smallestDetectableDifference(0, 0, 0.95)).isZero();
    }

    @Test
    void whatOneWindowForetellsIsShownInTheNextAtLeastThatOften() {
        int worlds = 2_000;
        PairedEstimator estimator = new PairedEstimator(Dependence.NONE, 0.95, null);
        SplittableRandom random = new SplittableRandom(51);
        int shown = 0;
        for (int world = 0; world < worlds; world++) {
            PairedDifference before = (PairedDifference) estimator.estimate(Metric.MAE, window(random, 0));
            double detectable = Power.smallestDetectableDifference(
                    before.standardError(), before.degreesOfFreedom(), before.confidence());
            PairedDifference after = (PairedDifference) estimator.estimate(Metric.MAE, window(random, detectable));
            shown += after.lower() > 0 ? 1 : 0;
        }
        assertThat(shown / (double) worlds).isBetween(0.8, 0.97);
    }

    private static PairedSample window(SplittableRandom random, double gain) {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int day = 0; day < 12; day++) {
            sample.add(0, 50, 50 + gain + random.nextGaussian(), 0, 0, 1, PairedSample.ALONE, day);
        }
        return sample;
    }

    @Test
    void refusesArgumentsOutOfTheirRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> Power.smallestDetectableDifference(-1, 10, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.smallestDetectableDifference(Double.NaN, 10, 0.95));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.smallestDetectableDifference(Double.POSITIVE_INFINITY, 10, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.smallestDetectableDifference(1, 0, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.smallestDetectableDifference(1, 10, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.smallestDetectableDifference(1, 10, 0.95, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.smallestDetectableDifference(1, 10, 0.95, 0.4));
    }
}
