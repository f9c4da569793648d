package dev.understudy.engine.pipeline;

import static dev.understudy.engine.world.World.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheduled retraining: once for a moment, whoever asks and however often. */
final class RetrainingJobTest {
    @TempDir
    Path directory;

    private RetrainingScene scene;

    @BeforeEach
    void build() {
        scene = new RetrainingScene(directory, Map.of());
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private RetrainingJob.Retrained withoutRelease() {
        return scene.world
                .engine()
                .retrainingJob()
                .run(scene.world.task(), RetrainingScene.MOMENT, Optional.empty(), RunControl.UNWATCHED);
    }

    @Test
    void theCandidateIsOlderThanTheWindowAndJudgedByWhatWasKnownThen() {
        RetrainingJob.Retrained done = withoutRelease();

        assertThat(done.version().facts().asOf()).isEqualTo(day(20));
        assertThat(done.simulation().report().window()).isEqualTo(new TimeWindow(day(20), day(40)));
        assertThat(done.simulation().report().knownAt()).isEqualTo(day(40));
        assertThat(done.simulation().report().live().orElseThrow().version()).isEqualTo(scene.first);
        assertThat(done.released()).isEmpty();
        assertThat(scene.releases()).hasSize(1);
    }

    @Test
    void anApprovedCandidateIsReleasedAsItWasTested() {
        RetrainingJob.Retrained done = scene.retrain();

        assertThat(done.simulation().verdict())
                .as(done.simulation().verdict().reason())
                .isInstanceOf(GateVerdict.Approved.class);
        assertThat(done.released()).isPresent();
        assertThat(scene.releases().getFirst().digest())
                .isEqualTo(done.version().digest());
    }

    @Test
    void theSameMomentAgainChangesNothing() {
        RetrainingJob.Retrained once = scene.retrain();

        RetrainingJob.Retrained again = scene.retrain();

        assertThat(once.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
        assertThat(again.version().version()).isEqualTo(once.version().version());
        assertThat(again.simulation().id()).isEqualTo(once.simulation().id());
        assertThat(again.released()).isEqualTo(once.released());
        assertThat(scene.versions()).hasSize(2);
        assertThat(scene.simulations()).hasSize(1);
        assertThat(scene.releases()).hasSize(2);
    }

    @Test
    void theReleaseCanBeAskedForLater() {
        StoredSimulation simulation = withoutRelease().simulation();

        RetrainingJob.Retrained released = scene.retrain();

        assertThat(released.repeated()).isFalse();
        assertThat(released.simulation().id()).isEqualTo(simulation.id());
        assertThat(scene.releases()).hasSize(2);
    }

    @Test
    void whatWasTakenBackSinceIsNotReleasedAgain() {
        scene.retrain();
        scene.world
                .engine()
                .release()
                .rollback(
                        scene.world.task().name(),
                        Environment.STAGING,
                        Optional.of(scene.first),
                        "Ada",
                        "too many false alarms");

        scene.retrain();

        assertThat(scene.releases()).hasSize(3);
        assertThat(scene.releases().getFirst().version()).isEqualTo(scene.first);
    }

    @Test
    void twoAtOnceAreOne() {
        List<RetrainingJob.Retrained> both = RetrainingScene.atOnce(scene::retrain, scene::retrain);

        assertThat(both).extracting(RetrainingJob.Retrained::repeated).containsExactlyInAnyOrder(false, true);
        assertThat(scene.versions()).hasSize(2);
        assertThat(scene.simulations()).hasSize(1);
        assertThat(scene.releases()).hasSize(2);
    }

    @Test
    void aTaskFileThatSaysOtherwiseIsAnotherRetraining() {
        withoutRelease();
        scene.world.edit("decision: {threshold: 0.4}\n");

        RetrainingJob.Retrained other = withoutRelease();

        assertThat(other.repeated()).isFalse();
        assertThat(other.otherSpecifications()).isEqualTo(1);
        assertThat(scene.simulations()).hasSize(2);
    }

    @Test
    void aCandidateThatIsNotApprovedIsNotReleased() {
        scene.world.edit("decision: {threshold: 0.4}\n");
        RetrainingJob job = scene.world.engine().retrainingJob();

        RetrainingJob.Retrained early =
                job.run(scene.world.task(), day(31), Optional.of(Environment.STAGING), RunControl.UNWATCHED);

        assertThat(early.simulation().verdict()).isNotInstanceOf(GateVerdict.Approved.class);
        assertThat(early.released()).isEmpty();
        assertThat(scene.releases()).hasSize(1);
    }

    @Test
    void productionIsForPeople() {
        RetrainingJob job = scene.world.engine().retrainingJob();

        assertThatThrownBy(() -> job.run(
                        scene.world.task(),
                        RetrainingScene.MOMENT,
                        Optional.of(Environment.PRODUCTION),
                        RunControl.UNWATCHED))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
        assertThat(scene.versions()).hasSize(1);
    }
}
