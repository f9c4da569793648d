package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.TASK;
import static dev.understudy.engine.release.ConfigScene.request;
import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.release.ReleaseProcessTest.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that is killed at some step leaves, and what the next one makes of it. */
final class KilledPublisherTest {
    @TempDir
    Path directory;

    private ConfigScene scene;

    @BeforeEach
    void open() {
        scene = new ConfigScene(directory);
        scene.release("v1", STAGING);
    }

    @Test
    void betweenBranchAndMergeEndsInOneBranchAndOneMerge() throws IOException {
        ProposedChange left = killedBeforeTheMerge("v2");
        scene.clock.pass(Duration.ofHours(1));

        PublishOutcome.Merged merged = merged(scene.process.release(request("v2", STAGING)));

        assertThat(merged.branch()).isEqualTo(left.branch());
        assertThat(branches()).containsExactly("main", "release/hotels/staging/v1-1", "release/hotels/staging/v2-2");
        assertThat(branch(left.branch())).isEqualTo(left.commit());
        assertThat(scene.history(STAGING).releases()).hasSize(2);
    }

    @Test
    void betweenBranchAndMergeIsTakenUpAfterOtherTasksMovedOn() throws IOException {
        ProposedChange left = killedBeforeTheMerge("v2");
        scene.release("v1", Environment.PRODUCTION);

        PublishOutcome.Merged merged = merged(scene.process.release(request("v2", STAGING)));

        assertThat(branch(left.branch())).isEqualTo(left.commit());
        assertThat(merged.pointer().release()).isEqualTo(2);
        assertThat(scene.history(Environment.PRODUCTION).live())
                .as("kept by the merge")
                .isPresent();
    }

    @Test
    void betweenBranchAndMergeWithAnotherApprovalReplacesTheBranch() throws IOException {
        ProposedChange left = killedBeforeTheMerge("v2");
        ReleaseRequest v2 = request("v2", STAGING);
        ReleaseRequest overruled = new ReleaseRequest(
                TASK,
                STAGING,
                v2.version(),
                v2.digest(),
                v2.uri(),
                new Approval.ByOverruling("Ada", "the old model is down", null),
                v2.condition(),
                v2.text());

        merged(scene.process.release(overruled));

        assertThat(branches()).hasSize(3);
        assertThat(branch(left.branch())).isNotEqualTo(left.commit());
        assertThat(scene.history(STAGING).live().orElseThrow().approvedBy()).startsWith("overruled by Ada");
    }

    @Test
    void afterTheMergeIsTold() {
        scene.release("v2", STAGING);

        assertThat(scene.process.release(request("v2", STAGING))).isInstanceOf(PublishOutcome.AlreadyLive.class);
    }

    @Test
    void aRollbackIsTakenUpLikewise() throws IOException {
        scene.release("v2", STAGING);
        ReleaseProcess killed = processOf(proposed -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> killed.rollback(ConfigScene.rollbackRequest(STAGING, null)))
                .hasMessage("killed");

        merged(scene.rollback(STAGING, null));

        assertThat(branches()).filteredOn(name -> name.startsWith("rollback/")).hasSize(1);
    }

    @Test
    void aLockThatItLeftIsTakenAwayOnceItIsOld() throws IOException {
        Path lock = Files.createFile(scene.directory.resolve("refs/heads/main.lock"));
        ReleaseProcess twoTries =
                new ReleaseProcess(scene.repository, Forge.mergingAtOnce(scene.repository), failed -> failed < 2);

        assertThatThrownBy(() -> twoTries.release(request("v2", STAGING)))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_UNAVAILABLE);
                    assertThat(e.getMessage()).contains("2 tries", "hotels", "staging");
                });
        Instant written = Files.getLastModifiedTime(lock).toInstant();
        Files.setLastModifiedTime(
                lock, FileTime.from(written.minus(JGitLocalBranches.LOCK_ABANDONED_AFTER.multipliedBy(2))));

        merged(twoTries.release(request("v2", STAGING)));
        assertThat(lock).doesNotExist();
    }

    @Test
    void aHalfMadeRepositoryIsNobodysRepository() throws IOException {
        Path half = Files.createDirectories(directory.resolve("b/.config.git.0.new/objects"));
        ConfigScene other = new ConfigScene(directory.resolve("b"));

        merged(other.release("v1", STAGING));

        assertThat(half).as("harmless").exists();
    }

    private ProposedChange killedBeforeTheMerge(String version) {
        List<ProposedChange> seen = new ArrayList<>();
        ReleaseProcess killed = processOf(proposed -> {
            seen.add(proposed);
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> killed.release(request(version, STAGING))).hasMessage("killed");
        return seen.getFirst();
    }

    private ReleaseProcess processOf(Forge forge) {
        return new ReleaseProcess(scene.repository, forge, ConflictRetries.STANDARD);
    }

    private List<String> branches() throws IOException {
        try (Repository repository = repository()) {
            return repository.getRefDatabase().getRefsByPrefix("refs/heads/").stream()
                    .map(ref -> Repository.shortenRefName(ref.getName()))
                    .sorted()
                    .toList();
        }
    }

    private String branch(String name) throws IOException {
        try (Repository repository = repository()) {
            Ref ref = repository.exactRef("refs/heads/" + name);
            return ref == null ? "none" : ref.getObjectId().name();
        }
    }

    private Repository repository() throws IOException {
        return new FileRepositoryBuilder().setGitDir(scene.directory.toFile()).build();
    }
}
