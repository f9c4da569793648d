package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GaussLegendreTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 50, 333})
    void powersUpToTwiceThePointsAreIntegratedExactly(int count) {
        GaussLegendre rule = new GaussLegendre(count);

        for (int degree = 0; degree < 2 * count; degree++) {
            double integral = 0;
            for (int i = 0; i < count; i++) {
                integral += rule.weight(i) * Math.pow(rule.point(i), degree);
            }
            assertThat(integral * (degree + 1)).as("degree %d", degree).isCloseTo(1, within(1e-11));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 100})
    void onePowerMoreIsNotWithinReach(int count) {
        GaussLegendre rule = new GaussLegendre(count);
        double integral = 0;
        for (int i = 0; i < count; i++) {
            integral += rule.weight(i) * Math.pow(2 * rule.point(i) - 1, 2 * count);
        }

        assertThat(integral).isLessThan(1.0 / (2 * count + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 250})
    void pointsRiseStrictlyWithinTheInterval(int count) {
        GaussLegendre rule = new GaussLegendre(count);
        double last = 0;
        for (int i = 0; i < count; i++) {
            assertThat(rule.point(i)).isGreaterThan(last).isLessThan(1);
            last = rule.point(i);
        }
    }
}
