package dev.understudy.engine.statistics;

import static dev.understudy.engine.common.TaskKind.BINARY;
import static dev.understudy.engine.common.TaskKind.MULTICLASS;
import static dev.understudy.engine.common.TaskKind.REGRESSION;
import static dev.understudy.engine.statistics.Metric.ACCURACY;
import static dev.understudy.engine.statistics.Metric.BRIER;
import static dev.understudy.engine.statistics.Metric.COST;
import static dev.understudy.engine.statistics.Metric.LOG_LOSS;
import static dev.understudy.engine.statistics.Metric.MAE;
import static dev.understudy.engine.statistics.Metric.RMSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.TaskKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    @Test
    void measuresEachKindOfTaskByTheMetricsOfTheContract() {
        assertThat(keysOf(BINARY))
                .containsExactlyInAnyOrder(
                        "auc",
                        "log-loss",
                        "brier",
                        "accuracy",
                        "f1",
                        "precision",
                        "recall",
                        "average-precision",
                        "cost");
        assertThat(keysOf(MULTICLASS)).containsExactlyInAnyOrder("accuracy", "macro-f1", "log-loss");
        assertThat(keysOf(REGRESSION)).containsExactlyInAnyOrder("mae", "rmse", "r2");
    }

    @Test
    void lossesAndCostsAreBetterWhenLower() {
        assertThat(Stream.of(Metric.values()).filter(metric -> !metric.higherIsBetter()))
                .containsExactlyInAnyOrder(LOG_LOSS, BRIER, COST, MAE, RMSE);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void isFoundByItsKey(Metric metric) {
        assertThat(Metric.ofKey(metric.key())).contains(metric);
        assertThat(metric.isAvailable()).isTrue();
    }

    @Test
    void anUnknownKeyIsNoMetric() {
        assertThat(Metric.ofKey("AUC")).isEmpty();
        assertThat(Metric.ofKey(ACCURACY.name())).isEmpty();
    }

    private static List<String> keysOf(TaskKind kind) {
        return Stream.of(Metric.values())
                .filter(metric -> metric.kinds().contains(kind))
                .map(Metric::key)
                .toList();
    }
}
