package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.IDENTITY;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories, files and commits that are not from us. */
final class ForeignRepositoryTest {
    private static final String ENV = "staging/models/hotels.env";

    @TempDir
    Path directory;

    private ConfigScene scene;

    @BeforeEach
    void open() {
        scene = new ConfigScene(directory);
    }

    @Test
    void anEmptyBareRepositoryIsLaidOut() throws IOException {
        init(true);

        merged(scene.release("v1", STAGING));
        assertThat(scene.history(STAGING).releases()).hasSize(1);
    }

    @Test
    void anEmptyDirectoryIsLaidOut() throws IOException {
        Files.createDirectory(scene.directory);

        merged(scene.release("v1", STAGING));
    }

    @Test
    void aDirectoryOfOtherThingsIsRefused() throws IOException {
        Files.createDirectory(scene.directory);
        Files.writeString(scene.directory.resolve("notes.txt"), "mine");

        assertInvalid("no bare git repository");
        assertThat(scene.directory.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aFileIsRefused() throws IOException {
        Files.writeString(scene.directory, "mine");

        assertInvalid("no bare git repository");
    }

    @Test
    void aRepositoryOfOtherThingsIsRefusedAndLeftAlone() throws IOException {
        init(true);
        ObjectId theirs = commit("main", "their commit", Map.of("README.md", "something else"));

        assertInvalid("staging/kustomization.yaml");
        assertThat(head("main")).isEqualTo(theirs);
    }

    @Test
    void aRepositoryWithoutMainIsRefused() throws IOException {
        init(true);
        commit("trunk", "their commit", RepositoryLayout.files());

        assertInvalid("no branch main");
    }

    @Test
    void aBranchInTheWayIsNamed() throws IOException {
        merged(scene.release("v1", STAGING));
        move("release/hotels/staging/v2-2/mine", head("main"));

        assertThatThrownBy(() -> scene.release("v2", STAGING)).isInstanceOfSatisfying(UnderstudyException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_INVALID);
            assertThat(e.getMessage()).contains("release/hotels/staging/v2-2/mine");
        });
    }

    @Test
    void aBrokenFileIsNamedWithItsCommitAndLine() throws IOException {
        merged(scene.release("v1", STAGING));
        ObjectId broken = commit("main", "by hand", Map.of(ENV, "MODEL_URI=x\nMODEL_NAME=v1\n"));

        assertInvalid(ENV, "line 2", "MODEL_NAME", broken.name());
        assertThatThrownBy(() -> scene.repository.pointer(TASK, STAGING))
                .message()
                .contains(ENV, "line 2");
    }

    @Test
    void aFileThatWasBrokenOnceIsPassedOver() throws IOException {
        merged(scene.release("v1", STAGING));
        String good = PointerFile.write(request("v1", STAGING).pointer(1));
        commit("main", "by hand", Map.of(ENV, "oops"));
        scene.clock.pass(Duration.ofMinutes(5));
        commit("main", "mended", Map.of(ENV, good));
        merged(scene.release("v2", STAGING));

        List<Release> releases = scene.history(STAGING).releases();

        assertThat(releases).extracting(Release::release).containsExactly(2L, 1L, 1L);
        assertThat(releases.get(2).to()).isEqualTo(releases.get(1).from());
    }

    @Test
    void aTaskThatWasTakenOutIsNotLiveAndKeepsItsCounter() throws IOException {
        merged(scene.release("v1", STAGING));
        scene.clock.pass(Duration.ofHours(1));
        commit("main", "take hotels out", RepositoryLayout.files());

        ReleaseHistory history = scene.history(STAGING);
        assertThat(history.live()).isEmpty();
        assertThat(history.liveAt(scene.clock.instant().minusSeconds(1))).isPresent();
        assertThat(history.liveAt(scene.clock.instant())).isEmpty();
        assertThat(merged(scene.release("v1", STAGING)).pointer().release()).isEqualTo(2);
        assertThat(scene.history(STAGING).liveAt(scene.clock.instant().minusSeconds(1)))
                .isEmpty();
    }

    @Test
    void aReleaseByHandHasNoApproval() throws IOException {
        merged(scene.release("v1", STAGING));
        commit(
                "main",
                "by hand",
                Map.of(ENV, PointerFile.write(request("v2", STAGING).pointer(2))));

        Release live = scene.history(STAGING).live().orElseThrow();

        assertThat(live.version()).hasToString("v2");
        assertThat(live.approvedBy()).isNull();
        assertThat(live.branch()).isNull();
    }

    @Test
    void anApprovalOfAnotherPointerDoesNotCount() throws IOException {
        merged(scene.release("v1", STAGING));
        PointerChange v2 = change("v2", 2);
        commit(
                "main",
                ChangeTrailers.message(v2),
                Map.of(ENV, PointerFile.write(request("v3", STAGING).pointer(2))));

        assertThat(scene.history(STAGING).live().orElseThrow().approvedBy()).isNull();
    }

    @Test
    void aForgesMergeCommitSpeaksThroughTheBranchThatItMerged() throws IOException {
        merged(scene.release("v1", STAGING));
        ProposedChange proposed = scene.repository.propose(change("v2", 2)).orElseThrow();
        commit(
                "main",
                "Merge pull request #7 from " + proposed.branch(),
                Map.of(ENV, PointerFile.write(proposed.change().pointer())),
                proposed.commit());

        Release live = scene.history(STAGING).live().orElseThrow();

        assertThat(live.approvedBy()).isEqualTo("simulation s-v2");
        assertThat(live.branch()).isEqualTo(proposed.branch());
    }

    @Test
    void otherFilesOfTheRepositoryStay() throws IOException {
        merged(scene.release("v1", STAGING));
        commit("main", "by hand", Map.of("base/deployment.yaml", "kind: Deployment\n", "staging/patch.yaml", "x: 1\n"));

        merged(scene.release("v2", STAGING));

        assertThat(text("main", "base/deployment.yaml")).contains("Deployment");
        assertThat(text("main", "staging/patch.yaml")).isNotEmpty();
    }

    @Test
    void aBranchSomebodyPreparedBringsNothingElseIn() throws IOException {
        merged(scene.release("v1", STAGING));
        PointerChange v2 = change("v2", 2);
        ObjectId theirs = head("main");
        move(v2.branch(), theirs);
        commit(
                v2.branch(),
                ChangeTrailers.message(v2),
                Map.of(ENV, PointerFile.write(v2.pointer()), "base/evil.yaml", "kind: Secret\n"));

        merged(scene.process.release(request("v2", STAGING)));

        assertThat(text("main", "base/evil.yaml")).isEmpty();
        assertThat(text(v2.branch(), "base/evil.yaml")).as("replaced").isEmpty();
    }

    private PointerChange change(String version, long counter) {
        ReleaseRequest request = request(version, STAGING);
        return new PointerChange(
                ChangeKind.RELEASE,
                TASK,
                STAGING,
                request.pointer(counter),
                request.approval(),
                request.text(),
                scene.repository.state(TASK).commit());
    }

    private void assertInvalid(String... parts) {
        assertThatThrownBy(() -> scene.release("v1", STAGING)).isInstanceOfSatisfying(UnderstudyException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_INVALID);
            assertThat(e.getMessage()).contains(parts);
        });
    }

    private void init(boolean bare) throws IOException {
        try (Repository repository = repository()) {
            repository.create(bare);
        }
    }

    private String text(String branch, String path) throws IOException {
        try (Repository repository = repository();
                RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(new JGitLocalBranches(repository).read(branch));
            return JGitTrees.text(walk.getObjectReader(), commit.getTree(), path)
                    .orElse("");
        }
    }

    private ObjectId head(String branch) throws IOException {
        try (Repository repository = repository()) {
            return new JGitLocalBranches(repository).read(branch);
        }
    }

    private void move(String branch, ObjectId commit) throws IOException {
        try (Repository repository = repository()) {
            assertThat(new JGitLocalBranches(repository).move(branch, ObjectId.zeroId(), commit))
                    .isTrue();
        }
    }

    /** Somebody's commit; the files are added to those that are there, and those of the first layout replace them all. */
    private ObjectId commit(String branch, String message, Map<String, String> files, String... merged)
            throws IOException {
        ObjectId before = head(branch);
        try (Repository repository = repository();
                ObjectReader reader = repository.newObjectReader();
                ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(repository)) {
            boolean afresh = before.equals(ObjectId.zeroId()) || files.equals(RepositoryLayout.files());
            List<RevCommit> parents = new ArrayList<>();
            if (!before.equals(ObjectId.zeroId())) {
                parents.add(walk.parseCommit(before));
            }
            for (String id : merged) {
                parents.add(walk.parseCommit(ObjectId.fromString(id)));
            }
            ObjectId base = afresh ? ObjectId.zeroId() : parents.getFirst().getTree();
            ObjectId tree = JGitTrees.edit(reader, inserter, base, files);
            ObjectId commit = new JGitCommits(IDENTITY, scene.clock).write(inserter, tree, message, parents);
            inserter.flush();
            assertThat(new JGitLocalBranches(repository).move(branch, before, commit))
                    .isTrue();
            return commit;
        }
    }

    private Repository repository() throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(scene.directory.toFile())
                .setBare()
                .build();
    }
}
