package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.TASK;
import static dev.understudy.engine.release.ConfigScene.processOf;
import static dev.understudy.engine.release.ConfigScene.request;
import static dev.understudy.engine.release.ConfigScene.rollbackRequest;
import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.release.ReleaseProcessTest.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConcurrentPublishersTest {
    @TempDir
    Path directory;

    private ConfigScene scene;

    @BeforeEach
    void open() {
        scene = new ConfigScene(directory);
    }

    @Test
    void bothReleasesOfTwoPublishersAreKeptOneAfterTheOther() throws Exception {
        scene.release("v1", STAGING);
        // the slow one has decided and proposed when the quick one comes
        ConfigRepository slow = scene.reopened();
        Forge late = overtakenOnceBy(() -> merged(scene.process.release(request("v2", STAGING))), slow);

        PublishOutcome.Merged merged =
                merged(new ReleaseProcess(slow, late, ConflictRetries.STANDARD).release(request("v3", STAGING)));

        assertThat(merged.branch()).isEqualTo("release/hotels/staging/v3-3");
        assertThat(scene.history(STAGING).releases())
                .extracting(Release::branch)
                .containsExactly(
                        "release/hotels/staging/v3-3", "release/hotels/staging/v2-2", "release/hotels/staging/v1-1");
        assertThat(branchCount()).as("the branch v3-2 was withdrawn").isEqualTo(4);
    }

    @Test
    void twinsMakeOneRelease() throws Exception {
        Forge late = overtakenOnceBy(() -> merged(scene.process.release(request("v1", STAGING))), scene.repository);

        PublishOutcome outcome =
                new ReleaseProcess(scene.repository, late, ConflictRetries.STANDARD).release(request("v1", STAGING));

        assertThat(merged(outcome).commit())
                .isEqualTo(scene.history(STAGING).live().orElseThrow().commit());
        assertThat(scene.history(STAGING).releases()).hasSize(1);
        assertThat(branchCount()).isEqualTo(2);
    }

    @Test
    void anApprovalThatNoLongerHoldsIsNotMerged() {
        scene.release("v1", STAGING);
        ReleaseRequest v3 = request("v3", STAGING);
        ReleaseRequest conditional = new ReleaseRequest(
                TASK,
                STAGING,
                v3.version(),
                v3.digest(),
                v3.uri(),
                v3.approval(),
                ConfigScene.stillLive(ConfigScene.digest("v1")),
                v3.text());
        Forge late = overtakenOnceBy(() -> merged(scene.process.release(request("v2", STAGING))), scene.repository);

        assertThat(new ReleaseProcess(scene.repository, late, ConflictRetries.STANDARD).release(conditional))
                .isInstanceOf(PublishOutcome.Refused.class);
        assertThat(scene.history(STAGING).live().orElseThrow().version()).hasToString("v2");
    }

    @Test
    void twoRollbacksAtOnceGoBackOnce() {
        scene.release("v1", STAGING);
        scene.release("v2", STAGING);
        Forge late = overtakenOnceBy(() -> merged(scene.rollback(STAGING, null)), scene.repository);

        merged(new ReleaseProcess(scene.repository, late, ConflictRetries.STANDARD)
                .rollback(rollbackRequest(STAGING, null)));

        assertThat(scene.history(STAGING).releases()).hasSize(3);
        assertThat(scene.history(STAGING).live().orElseThrow().version()).hasToString("v1");
    }

    @Test
    void aRollbackDoesNotUndoWhatItNeverSaw() throws Exception {
        scene.release("v1", STAGING);
        scene.release("v2", STAGING);
        Forge late = overtakenOnceBy(() -> merged(scene.process.release(request("v3", STAGING))), scene.repository);
        ReleaseProcess process = new ReleaseProcess(scene.repository, late, ConflictRetries.STANDARD);

        assertThatThrownBy(() -> process.rollback(rollbackRequest(STAGING, null)))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_UNAVAILABLE);
                    assertThat(e.getMessage()).contains("v2", "v3", "look again");
                });
        assertThat(branchCount()).isEqualTo(4);
    }

    @Test
    void aRaceOfManyKeepsEveryReleaseAndEveryCounter() throws Exception {
        int publishers = 6;
        List<Callable<PublishOutcome>> all = IntStream.rangeClosed(1, publishers)
                .mapToObj(i -> (Callable<PublishOutcome>) () ->
                        processOf(scene.reopened()).release(request("v" + (1 + i / 2), STAGING)))
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(publishers)) {
            assertThat(threads.invokeAll(all))
                    .allSatisfy(future -> assertThat(future.state()).isEqualTo(Future.State.SUCCESS));
        }

        List<Release> releases = scene.history(STAGING).releases();
        assertThat(releases)
                .extracting(Release::release)
                .containsExactlyElementsOf(IntStream.range(0, releases.size())
                        .mapToObj(i -> (long) releases.size() - i)
                        .toList());
        assertThat(releases)
                .extracting(Release::version)
                .contains(request("v4", STAGING).version());
        assertThat(branchCount()).as("one a release, and main").isEqualTo(releases.size() + 1);
    }

    /** Lets another publisher through right before the first merge. */
    private static Forge overtakenOnceBy(Runnable other, ConfigRepository repository) {
        Forge forge = Forge.mergingAtOnce(repository);
        boolean[] done = {false};
        return proposed -> {
            if (!done[0]) {
                done[0] = true;
                other.run();
            }
            Optional<PublishOutcome> outcome = forge.publish(proposed);
            return outcome;
        };
    }

    private int branchCount() throws Exception {
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(scene.directory.toFile()).build()) {
            return repository.getRefDatabase().getRefsByPrefix("refs/heads/").size();
        }
    }
}
