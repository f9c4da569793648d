package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.TASK;
import static dev.understudy.engine.release.ConfigScene.digest;
import static dev.understudy.engine.release.ConfigScene.request;
import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleaseProcessTest {
    @TempDir
    Path directory;

    private ConfigScene scene;

    @BeforeEach
    void open() {
        scene = new ConfigScene(directory);
    }

    @Test
    void nothingIsLiveAtFirst() {
        assertThat(scene.history(STAGING).releases()).isEmpty();
        assertThat(scene.repository.pointer(TASK, PRODUCTION)).isEmpty();
        assertThat(scene.repository.state(TASK).live().compared()).isEmpty();
    }

    @Test
    void aReleaseIsLiveOnceItIsMerged() {
        PublishOutcome.Merged merged = merged(scene.release("v1", STAGING));

        assertThat(merged.branch()).isEqualTo("release/hotels/staging/v1-1");
        assertThat(scene.repository.pointer(TASK, STAGING)).contains(merged.pointer());
        Release live = scene.history(STAGING).live().orElseThrow();
        assertThat(live.pointer()).isEqualTo(request("v1", STAGING).pointer(1));
        assertThat(live.commit()).isEqualTo(merged.commit());
        assertThat(live.branch()).isEqualTo(merged.branch());
        assertThat(live.approvedBy()).isEqualTo("simulation s-v1");
        assertThat(live.simulation()).isEqualTo("s-v1");
        assertThat(live.from()).isEqualTo(scene.clock.instant());
        assertThat(scene.repository.pointer(TASK, PRODUCTION)).isEmpty();
    }

    @Test
    void productionTakesOnlyWhatStagingHasHad() {
        assertThat(scene.release("v1", PRODUCTION)).isInstanceOfSatisfying(PublishOutcome.Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo(ErrorCode.STAGING_REQUIRED);
            assertThat(refused.reason()).contains(digest("v1").text());
        });
        scene.release("v1", STAGING);
        scene.release("v2", STAGING);

        assertThat(scene.release("v1", PRODUCTION)).isInstanceOf(PublishOutcome.Merged.class);
        assertThat(Promotion.check(scene.history(STAGING), digest("v2"))).isInstanceOf(Promotion.Allowed.class);
        assertThat(Promotion.check(scene.history(STAGING), digest("v3"))).isInstanceOf(Promotion.StagingMissing.class);
    }

    @Test
    void theSameVersionWithAnotherDigestIsNotWhatStagingHad() {
        scene.release("v1", STAGING);
        ReleaseRequest staged = request("v1", PRODUCTION);
        ReleaseRequest other = new ReleaseRequest(
                TASK,
                PRODUCTION,
                staged.version(),
                digest("other bytes"),
                staged.uri(),
                staged.approval(),
                staged.condition(),
                staged.text());

        assertThat(scene.process.release(other)).isInstanceOf(PublishOutcome.Refused.class);
    }

    @Test
    void askingAgainChangesNothing() {
        PublishOutcome.Merged merged = merged(scene.release("v1", STAGING));
        String before = scene.repository.state(TASK).commit();

        assertThat(scene.release("v1", STAGING))
                .isInstanceOfSatisfying(
                        PublishOutcome.AlreadyLive.class,
                        already -> assertThat(already.release().commit()).isEqualTo(merged.commit()));
        assertThat(scene.repository.state(TASK).commit()).isEqualTo(before);
    }

    @Test
    void theApprovalsConditionIsAskedOfTheStateThatIsMergedInto() {
        scene.release("v1", STAGING);
        scene.release("v1", PRODUCTION);
        ReleaseRequest v2 = request("v2", STAGING);

        assertThat(scene.process.release(on(v2, ConfigScene.stillLive(digest("v0")))))
                .isInstanceOfSatisfying(PublishOutcome.Refused.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(ErrorCode.NOT_APPROVED);
                    assertThat(refused.reason())
                            .contains(digest("v0").text(), digest("v1").text());
                });
        assertThat(scene.process.release(on(v2, ConfigScene.stillLive(null))))
                .isInstanceOf(PublishOutcome.Refused.class);
        assertThat(scene.process.release(on(v2, ConfigScene.stillLive(digest("v1")))))
                .isInstanceOf(PublishOutcome.Merged.class);
    }

    @Test
    void rollbackGoesToWhatWasLiveBeforeWithARaisedCounter() {
        scene.release("v1", STAGING);
        scene.release("v2", STAGING);

        PublishOutcome.Merged back = merged(scene.rollback(STAGING, null));

        assertThat(back.branch()).isEqualTo("rollback/hotels/staging/v1-3");
        assertThat(back.pointer()).isEqualTo(request("v1", STAGING).pointer(3));
        Release live = scene.history(STAGING).live().orElseThrow();
        assertThat(live.approvedBy()).isEqualTo("rolled back by Ada: too many false alarms");
        assertThat(scene.history(STAGING).releases())
                .extracting(release -> release.version() + "-" + release.release())
                .containsExactly("v1-3", "v2-2", "v1-1");
        assertThat(merged(scene.release("v2", STAGING)).pointer().release()).isEqualTo(4);
    }

    @Test
    void rollbackGoesToAVersionThatWasLiveHere() {
        scene.release("v1", STAGING);
        scene.release("v2", STAGING);
        scene.release("v3", STAGING);
        scene.release("v2", PRODUCTION);

        assertThat(merged(scene.rollback(STAGING, "v1")).pointer().version()).hasToString("v1");
        assertThat(scene.rollback(STAGING, "v1")).isInstanceOf(PublishOutcome.AlreadyLive.class);
        assertFails(ErrorCode.UNKNOWN_VERSION, () -> scene.rollback(PRODUCTION, "v1"));
        assertFails(ErrorCode.UNKNOWN_VERSION, () -> scene.rollback(PRODUCTION, null));
        assertFails(ErrorCode.UNKNOWN_VERSION, () -> scene.rollback(STAGING, "v9"));
    }

    @Test
    void rollbackSkipsReleasesOfTheSameBytes() {
        scene.release("v1", STAGING);
        ReleaseRequest moved = new ReleaseRequest(
                TASK,
                STAGING,
                request("v2", STAGING).version(),
                digest("v2"),
                "file:///elsewhere/v2",
                new Approval.BySimulation("s-2"),
                LiveCondition.NONE,
                new ChangeText("Move", ""));
        scene.release("v2", STAGING);
        scene.process.release(moved);

        assertThat(merged(scene.rollback(STAGING, null)).pointer().version()).hasToString("v1");
    }

    @Test
    void nothingLiveCannotBeRolledBack() {
        assertFails(ErrorCode.LIVE_UNKNOWN, () -> scene.rollback(STAGING, null));
    }

    @Test
    void countersAreOfTheirTaskAndEnvironment() {
        scene.release("v1", STAGING);
        scene.release("v2", STAGING);

        assertThat(merged(scene.release("v2", PRODUCTION)).pointer().release()).isEqualTo(1);
    }

    @Test
    void historyTellsWhatWasLiveWhen() {
        Instant start = scene.clock.instant();
        scene.release("v1", STAGING);
        scene.release("v2", STAGING);
        scene.rollback(STAGING, null);
        ReleaseHistory history = scene.reopened().history(TASK, STAGING);

        assertThat(version(history, start)).isEqualTo("nothing");
        assertThat(version(history, start.plus(Duration.ofHours(1)))).isEqualTo("v1-1");
        assertThat(version(history, start.plus(Duration.ofMinutes(119)))).isEqualTo("v1-1");
        assertThat(version(history, start.plus(Duration.ofHours(2)))).isEqualTo("v2-2");
        assertThat(version(history, start.plus(Duration.ofDays(400)))).isEqualTo("v1-3");
        assertThat(history.releases().get(1).to()).isEqualTo(start.plus(Duration.ofHours(3)));
    }

    @Test
    void aClockThatLagsDoesNotTurnHistoryRound() {
        scene.release("v1", STAGING);
        Instant first = scene.clock.instant();
        scene.clock.pass(Duration.ofHours(-3));

        scene.process.release(request("v2", STAGING));

        ReleaseHistory history = scene.history(STAGING);
        assertThat(history.releases().getFirst().from()).isEqualTo(first);
        assertThat(version(history, first)).isEqualTo("v2-2");
        assertThat(history.live().orElseThrow().version()).hasToString("v2");
    }

    @Test
    void theSameChangeMakesTheSameCommit(@TempDir Path elsewhere) {
        ConfigScene twin = new ConfigScene(elsewhere);

        assertThat(merged(scene.release("v1", STAGING)).commit())
                .isEqualTo(merged(twin.release("v1", STAGING)).commit());
    }

    @Test
    void externalModelsAreNeverReleased() {
        assertThatThrownBy(() -> request("x-old", STAGING)).isInstanceOf(UnderstudyException.class);
    }

    private static ReleaseRequest on(ReleaseRequest request, LiveCondition condition) {
        return new ReleaseRequest(
                request.task(),
                request.environment(),
                request.version(),
                request.digest(),
                request.uri(),
                request.approval(),
                condition,
                request.text());
    }

    private static String version(ReleaseHistory history, Instant at) {
        return history.liveAt(at)
                .map(release -> release.version() + "-" + release.release())
                .orElse("nothing");
    }

    static PublishOutcome.Merged merged(PublishOutcome outcome) {
        assertThat(outcome).isInstanceOf(PublishOutcome.Merged.class);
        return (PublishOutcome.Merged) outcome;
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
