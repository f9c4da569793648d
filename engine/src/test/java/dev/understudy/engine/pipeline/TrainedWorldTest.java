package dev.understudy.engine.pipeline;

import static dev.understudy.engine.world.World.day;
import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.registry.ModelRegistry;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.Run;
import dev.understudy.engine.snapshot.SnapshotBuilder;
import dev.understudy.engine.store.ObjectPath;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions and runs: what a training leaves in registry and store. */
final class TrainedWorldTest {
    @TempDir
    Path directory;

    private World world;

    @BeforeEach
    void build() {
        world = World.in(directory, TaskKind.BINARY);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<String> versions() {
        return world.engine().registry().versions(world.task().name()).stream()
                .map(version -> version.version().text())
                .toList();
    }

    private Run lastRun() {
        return world.engine().runs().runs(Optional.of(world.task().name())).getFirst();
    }

    private List<ObjectPath> objects() {
        return world.engine().store().list(new ObjectPath("models"));
    }

    private static void assertFails(ErrorCode code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void versionsAreNumberedInTheOrderOfTraining() {
        assertThat(world.train(20)).isEqualTo(new VersionName("v1"));
        assertThat(world.train(30)).isEqualTo(new VersionName("v2"));
        assertThat(world.train(20, "seed=7")).isEqualTo(new VersionName("v3"));
        assertThat(versions()).containsExactly("v3", "v2", "v1");
    }

    @Test
    void theSameTrainingGivesTheVersionThatIsThere() {
        TrainedModel first = world.training(20, "maxDepth=4");
        TrainedModel again = world.training(20, "parameters.maxDepth=4");

        assertThat(first.reused()).isFalse();
        assertThat(again.reused()).isTrue();
        assertThat(again.version().digest()).isEqualTo(first.version().digest());
        assertThat(versions()).containsExactly("v1");
    }

    @Test
    void overridesAreKeptWithTheVersionAndTheRun() {
        TrainedModel trained = world.training(20, "seed=7", "maxDepth=4");

        assertThat(trained.version().facts().overrides()).isEqualTo(Map.of("seed", "7", "maxDepth", "4"));
        assertThat(trained.version().facts().seed()).isEqualTo(7);
        assertThat(lastRun().request()).containsEntry("seed", "7").containsEntry("maxDepth", "4");
        assertThat(world.task().training().seed()).as("the file's own").isEqualTo(3);
    }

    @Test
    void onlyWhatWasKnownThenIsTrainedOn() {
        long known = world.events(days(0, 20)).stream()
                .filter(event ->
                        !event.time().plus(java.time.Duration.ofDays(7)).isAfter(day(20)))
                .filter(event -> !event.knownAt().isAfter(day(20)))
                .count();

        assertThat(world.training(20).version().facts().rows()).isEqualTo(known).isLessThan(400);
    }

    @Test
    void aTrainingKilledBetweenNameAndArtifactIsTakenUpByTheNext() {
        TrainedModel trained = world.training(20);
        killedBeforeItsArtifact(trained.version());
        assertThat(versions()).isEmpty();

        TrainedModel again = world.training(20);

        assertThat(again.reused()).isFalse();
        assertThat(again.version().version()).isEqualTo(trained.version().version());
        assertThat(again.version().digest()).isEqualTo(trained.version().digest());
        assertThat(versions()).containsExactly("v1");
    }

    @Test
    void aReservedNameIsNotGivenToAnother() {
        killedBeforeItsArtifact(world.training(20).version());

        assertThat(world.train(30)).isEqualTo(new VersionName("v2"));
        assertFails(ErrorCode.UNKNOWN_VERSION, () -> world.backfill(new VersionName("v1"), days(30, 40)));
    }

    /** The registry as a process leaves it that dies right after it was given its name. */
    private void killedBeforeItsArtifact(ModelVersion version) {
        assertThat(world.tamper("UPDATE model_version SET digest = NULL WHERE version = '" + version.version() + "'"))
                .isEqualTo(1);
    }

    @Test
    void anotherDigestOfTheSameTrainingIsRefused() {
        ModelVersion version = world.training(20).version();
        ModelRegistry registry = world.engine().registry();

        assertFails(
                ErrorCode.ARTIFACT_EXISTS,
                () -> registry.complete(
                        version.task(), version.version(), version.facts().snapshot(), version.facts()));
        assertThat(registry.find(version.task(), version.version())
                        .orElseThrow()
                        .digest())
                .isEqualTo(version.digest());
    }

    @Test
    void aSucceededRunSaysWhatCameOfIt() {
        TrainedModel trained = world.training(20);

        assertThat(lastRun().kind()).isEqualTo("train");
        assertThat(lastRun().state()).isEqualTo(Run.State.SUCCEEDED);
        assertThat(lastRun().result())
                .containsEntry("version", "v1")
                .containsEntry("digest", trained.version().digest().text());
        assertThat(lastRun().endedAt().orElseThrow()).isAfter(lastRun().startedAt());
        assertThat(world.engine().runs().findRun(lastRun().id())).contains(lastRun());
    }

    @Test
    void aFailedRunSaysWhy() {
        assertFails(ErrorCode.NOT_ENOUGH_DATA, () -> world.train(2));

        assertThat(lastRun().state()).isEqualTo(Run.State.FAILED);
        assertThat(lastRun().result()).containsEntry("code", "not-enough-data").containsKey("error");
        assertThat(versions()).isEmpty();
    }

    @Test
    void aCancelledTrainingKeepsNothing() {
        RunControl control = new RunControl() {
            private volatile boolean growing;

            @Override
            public void progress(String stage, long done, long total) {
                growing |= stage.equals("growing trees");
            }

            @Override
            public boolean isCancelled() {
                return growing;
            }
        };

        assertFails(
                ErrorCode.CANCELLED,
                () -> world.engine()
                        .training()
                        .train(
                                world.task(),
                                day(20),
                                new TrainingOverrides(Optional.of("random-forest"), Map.of("trees", "50")),
                                control));

        assertThat(lastRun().state()).isEqualTo(Run.State.CANCELLED);
        assertThat(versions()).isEmpty();
        assertThat(objects()).isEmpty();
    }

    @Test
    void aRunThatDiesOfAnErrorIsNotLeftRunning() {
        RunControl dying = new RunControl() {
            @Override
            public void progress(String stage, long done, long total) {
                throw new StackOverflowError("made up");
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };

        assertThatThrownBy(
                        () -> world.engine().training().train(world.task(), day(20), TrainingOverrides.none(), dying))
                .isInstanceOf(StackOverflowError.class);

        assertThat(lastRun().state()).isEqualTo(Run.State.FAILED);
    }

    @Test
    void aBackfillLogsEachEventOnce() {
        VersionName version = world.train(20);

        assertThat(world.backfill(version, days(20, 30))).isEqualTo(200);
        assertThat(world.backfill(version, days(25, 35))).isEqualTo(100);
        assertThat(world.backfill(version, days(20, 35))).isZero();
    }

    @Test
    void aBackfillBeforeTheAsOfIsRefused() {
        VersionName version = world.train(20);

        assertFails(ErrorCode.WINDOW_OVERLAP, () -> world.backfill(version, days(19, 30)));
        assertThat(lastRun().state()).isEqualTo(Run.State.FAILED);
        assertThat(world.backfill(version, days(20, 21)))
                .as("nothing was logged")
                .isEqualTo(20);
    }

    @Test
    void theSnapshotBehindAVersionCanBeBuiltAgain() {
        ModelVersion version = world.training(20).version();

        var snapshot = new SnapshotBuilder(new JdbiTrafficReader(world.engine().database()))
                .build(
                        new dev.understudy.engine.snapshot.SnapshotSpec(world.task(), day(20), Optional.empty()),
                        RunControl.UNWATCHED);

        assertThat(snapshot.digest()).isEqualTo(version.facts().snapshot());
    }

    @Test
    void aSimulationsRunSaysWhatItWasComparedWithAsAUserWritesIt() {
        VersionName version = world.train(20);

        world.simulate(version, new LiveChoice.Nothing(), days(20, 30));
        assertThat(lastRun().request()).containsEntry("live", "none");
        assertThat(lastRun().result()).containsKeys("simulation", "decision");

        world.simulate(version, LiveChoice.of("v1"), days(20, 30));
        assertThat(lastRun().request()).containsEntry("live", "v1");

        assertFails(ErrorCode.LIVE_UNKNOWN, () -> world.simulate(version, new LiveChoice.AsReleased(), days(20, 30)));
        assertThat(lastRun().request()).containsEntry("live", "as released");
        assertThat(lastRun().state()).isEqualTo(Run.State.FAILED);
    }
}
