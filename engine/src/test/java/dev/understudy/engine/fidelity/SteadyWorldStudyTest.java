package dev.understudy.engine.fidelity;

import static dev.understudy.engine.world.SteadyWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.world.SteadyWorld;
import dev.understudy.engine.world.SteadyWorld.Traffic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In worlds that do not change, a 90 % prediction interval holds what is measured again in at least 85 % of all steps,
 * whether a release would have followed or not. More worlds: {@code -Dstudy.worlds=100}.
 */
final class SteadyWorldStudyTest {
    private static final int STEP = 14;
    private static final int STEPS = 12;
    private static final int FIRST = 40;

    @TempDir
    Path directory;

    @Test
    void predictionIntervalsHoldWhatIsMeasuredAgain() {
        int worlds = Integer.getInteger("study.worlds", 2);
        Map<Metric, int[]> counts = new EnumMap<>(Metric.class);
        for (int world = 0; world < worlds; world++) {
            count(directory.resolve("world-" + world), 100 + world, counts);
        }
        counts.forEach((metric, count) -> System.out.printf(
                "%s: %d of %d intervals (%.1f %%), %d of the confidence intervals alone (%.1f %%)%n",
                metric.key(), count[0], count[2], 100.0 * count[0] / count[2], count[1], 100.0 * count[1] / count[2]));

        int covered = counts.values().stream().mapToInt(count -> count[0]).sum();
        int all = counts.values().stream().mapToInt(count -> count[2]).sum();
        assertThat((double) covered / all).isGreaterThanOrEqualTo(0.85);
    }

    private static void count(Path directory, long seed, Map<Metric, int[]> counts) {
        try (SteadyWorld world = SteadyWorld.in(directory, Traffic.steady(seed, FIRST + STEPS * STEP, 60))) {
            VersionName v1 = world.on(400).train(20, 2);
            VersionName v2 = world.train(FIRST, 5);
            List<SimulationReport> steps = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                int from = FIRST + step * STEP;
                steps.add(world.simulate(v2, new LiveChoice.Named(v1), days(from, from + STEP))
                        .report());
            }
            for (int step = 0; step + 1 < STEPS; step++) {
                for (MetricReading predicted : steps.get(step).metrics()) {
                    count(predicted, reading(steps.get(step + 1), predicted.metric()), counts);
                }
            }
        }
    }

    private static void count(MetricReading predicted, MetricReading since, Map<Metric, int[]> counts) {
        RealisedMetric realised = RealisedMetric.of(Optional.of(predicted), since, Fidelity.CONFIDENCE);
        realised.covered().ifPresent(covered -> {
            int[] count = counts.computeIfAbsent(predicted.metric(), fresh -> new int[3]);
            count[0] += covered ? 1 : 0;
            // what the simulation's own interval at 95 % would have held
            MetricReading.Difference difference = predicted.difference().orElseThrow();
            double value = realised.realised().orElseThrow().value();
            count[1] += difference.lower() <= value && value <= difference.upper() ? 1 : 0;
            count[2]++;
        });
    }

    private static MetricReading reading(SimulationReport report, Metric metric) {
        return report.metrics().stream()
                .filter(found -> found.metric() == metric)
                .findFirst()
                .orElseThrow();
    }
}
