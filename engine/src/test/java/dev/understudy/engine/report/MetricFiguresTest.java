package dev.understudy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.statistics.Metric;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricFiguresTest {
    private static MetricFigures figures(double difference, double error, double lower, double upper, double margin) {
        return MetricFigures.of(
                new MetricReading(
                        Metric.MAE,
                        Optional.empty(),
                        100,
                        Optional.of(12_345.678),
                        Optional.of(12_345.678 + difference),
                        Optional.of(new MetricReading.Difference(difference, error, lower, upper, 0.95, 0.5, 10)),
                        Optional.empty()),
                margin);
    }

    @Test
    void digitsFollowTheError() {
        assertThat(figures(1.234567, 0.1, 1.03, 1.43, 0.5))
                .isEqualTo(new MetricFigures("12,345.68", "12,346.91", "+1.23", "[+1.03, +1.43]"));
        assertThat(figures(-250.4, 120, -490.2, -10.6, 5).interval()).isEqualTo("[−490, −11]");
    }

    @Test
    void aBoundIsNeverRoundedOverNoDifference() {
        assertThat(figures(0.02, 0.01, 0.00004, 0.04, 0.5).interval()).isEqualTo("[+0.00004, +0.04000]");
    }

    @Test
    void aBoundBeyondTheMarginIsNeverRoundedOntoIt() {
        assertThat(figures(-0.003, 0.001, -0.00501, -0.001, 0.005).interval()).startsWith("[−0.00501");
        assertThat(figures(-0.003, 0.001, -0.00499, -0.001, 0.005).interval()).startsWith("[−0.0050,");
    }

    @Test
    void equalModelsHaveNoSign() {
        assertThat(figures(0, 0, 0, 0, 0.5))
                .isEqualTo(new MetricFigures("12,345.6780", "12,345.6780", "0.0000", "[0.0000, 0.0000]"));
    }
}
