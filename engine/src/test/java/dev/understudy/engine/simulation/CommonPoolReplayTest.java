package dev.understudy.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CommonPoolReplayTest {
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSimulationEndsWhoeverAsksForIt(@TempDir Path folder) {
        try (World world = World.in(folder, TaskKind.BINARY)) {
            VersionName version = world.train(20);
            // as many at once as the common pool has threads, and more
            List<String> decisions = Stream.of(22, 24, 26, 28)
                    .parallel()
                    .map(from -> world.simulate(version, new LiveChoice.Named(version), World.days(from, from + 10))
                            .decision())
                    .toList();

            assertThat(decisions).hasSize(4).containsOnly("approved");
        }
    }
}
