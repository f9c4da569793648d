package dev.understudy.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.PostgresDatabase;
import dev.understudy.engine.registry.RetrainingRegistry;
import dev.understudy.engine.scene.ChildProcess;
import dev.understudy.engine.scene.PostgresScene;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines that share a PostgreSQL database, as cron jobs on two machines do. */
@Timeout(120)
final class RetrainingOnPostgresTest {
    @TempDir
    Path directory;

    private Map<String, String> environment = Map.of();
    private RetrainingScene scene;

    @BeforeEach
    void build() {
        PostgresDatabase.Address address = PostgresScene.address();
        environment = Map.of(
                "UNDERSTUDY_DATABASE_KIND", "postgresql",
                "UNDERSTUDY_DATABASE_PORT", Integer.toString(address.port()),
                "UNDERSTUDY_DATABASE_NAME", address.database(),
                "UNDERSTUDY_DATABASE_USER", address.user(),
                "UNDERSTUDY_DATABASE_PASSWORD", address.password());
        scene = new RetrainingScene(directory, environment);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private Path home() {
        return scene.world.engine().workspace().directory();
    }

    @Test
    void twoAtOnceAreOne() {
        try (Engine other = World.open(home(), environment)) {
            List<RetrainingJob.Retrained> both =
                    RetrainingScene.atOnce(scene::retrain, () -> RetrainingScene.retrain(other, RunControl.UNWATCHED));

            assertThat(both).extracting(RetrainingJob.Retrained::repeated).containsExactlyInAnyOrder(false, true);
            assertThat(scene.versions()).hasSize(2);
            assertThat(scene.simulations()).hasSize(1);
            assertThat(scene.releases()).hasSize(2);
        }
    }

    @Test
    void whoeverHoldsTheLockKeepsOthersOutOfTheTaskAlone() {
        RetrainingRegistry mine = scene.world.engine().retrainings();
        TaskName task = scene.world.task().name();
        try (Engine engine = World.open(home(), environment)) {
            RetrainingRegistry other = engine.retrainings();

            String got = mine.oneAtATime(task, RunControl.UNWATCHED, () -> {
                Waiting waiting = new Waiting();
                return other.oneAtATime(new TaskName("another"), RunControl.UNWATCHED, () -> "another task")
                        + waiting.whileHeld(() -> other.oneAtATime(task, waiting, () -> " and this one"));
            });

            assertThat(got).isEqualTo("another task, and waited");
        }
    }

    @Test
    void aKilledProcessGivesTheLockBack() {
        try (ChildProcess child = ChildProcess.of(DyingRetraining.class, arguments("simulated"))) {
            assertThat(child.line()).isEqualTo("at simulated");
            child.kill();
        }

        RetrainingJob.Retrained done = scene.retrain();

        assertThat(done.released()).isPresent();
        assertThat(scene.simulations()).hasSize(1);
        assertThat(scene.releases()).hasSize(2);
    }

    private String[] arguments(String step) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(home().toString(), step),
                        environment.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()))
                .toArray(String[]::new);
    }

    /** Gives up once it was told that somebody else is at work. */
    private static final class Waiting implements RunControl {
        private volatile boolean waited;

        String whileHeld(java.util.function.Supplier<String> work) {
            try {
                return work.get();
            } catch (dev.understudy.engine.common.UnderstudyException e) {
                return e.code() == dev.understudy.engine.common.ErrorCode.CANCELLED && waited
                        ? ", and waited"
                        : ", and failed";
            }
        }

        @Override
        public void progress(String stage, long done, long total) {
            waited = true;
        }

        @Override
        public boolean isCancelled() {
            return waited;
        }
    }
}
