package dev.understudy.engine.simulation;

import static dev.understudy.engine.world.World.day;
import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LatencyProbeTest {
    private static final TimeWindow WINDOW = days(30, 50);
    private static final String GATE = "maxLatencyRatio: 2";

    private static VersionName forest(World world, int trees) {
        return world.engine()
                .training()
                .train(
                        world.task(),
                        day(30),
                        new TrainingOverrides(Optional.of("random-forest"), Map.of("trees", Integer.toString(trees))),
                        RunControl.UNWATCHED)
                .version()
                .version();
    }

    @Test
    void aForestOfAHundredTimesAsManyTreesIsSeenToBeSlowerAndRefused(@TempDir Path folder) {
        try (World world = World.in(folder, TaskKind.BINARY, GATE)) {
            VersionName small = forest(world, 5);
            VersionName large = forest(world, 500);

            StoredSimulation slower = world.simulate(large, new LiveChoice.Named(small), WINDOW);
            StoredSimulation faster = world.simulate(small, new LiveChoice.Named(large), WINDOW);

            assertThat(slower.report().latency().orElseThrow().ratio()).isBetween(2.0, 400.0);
            assertThat(slower.verdict()).isInstanceOf(GateVerdict.Rejected.class);
            assertThat(slower.verdict().reason()).contains("times as long");
            assertThat(faster.report().latency().orElseThrow().ratio()).isLessThan(0.5);
            assertThat(faster.verdict().checks())
                    .filteredOn(check -> check.check().equals("latency"))
                    .allMatch(check -> check.passed());
        }
    }

    @Test
    void aModelIsAsFastAsItself(@TempDir Path folder) {
        try (World world = World.in(folder, TaskKind.BINARY, GATE)) {
            VersionName model = forest(world, 100);

            assertThat(world.simulate(model, new LiveChoice.Named(model), WINDOW)
                            .report()
                            .latency()
                            .orElseThrow()
                            .ratio())
                    .isBetween(0.6, 1.6);
        }
    }
}
