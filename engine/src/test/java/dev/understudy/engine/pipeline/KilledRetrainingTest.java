package dev.understudy.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.scene.ChildProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A retraining that is killed after a step and before its record is taken up by the next one, and nothing is done twice. */
@Timeout(120)
final class KilledRetrainingTest {
    @ParameterizedTest
    @ValueSource(strings = {"begin", "trained", "simulated", "released"})
    void isTakenUpWhereItStood(String step, @TempDir Path directory) {
        Path home;
        try (RetrainingScene scene = new RetrainingScene(directory, Map.of())) {
            home = scene.world.engine().workspace().directory();
            scene.world.engine().close(); // its process comes first
            try (ChildProcess child = ChildProcess.of(DyingRetraining.class, home.toString(), step)) {
                assertThat(child.line()).isEqualTo("at " + step);
                child.kill();
            }

            RetrainingJob.Retrained done = scene.retrain();

            assertThat(done.repeated()).isFalse();
            assertThat(done.released()).isPresent();
            assertThat(scene.versions()).hasSize(2);
            assertThat(scene.simulations()).hasSize(1);
            assertThat(scene.releases()).hasSize(2);
            assertThat(scene.retrain().repeated()).isTrue();
        }
    }
}
