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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several publishers at once, each with a copy of its own, over HTTP. */
final class RemotePublishersTest {
    private static final String TOKEN = "a-token-of-the-race";

    @TempDir
    Path folder;

    private RemoteScene scene;
    private GitHttpServer server;
    private ConfigRepository slow;
    private ConfigRepository quick;

    @BeforeEach
    void open() throws Exception {
        scene = new RemoteScene(folder);
        server = new GitHttpServer(scene.bare, TOKEN);
        slow = publisher("slow");
        quick = publisher("quick");
        scene.release(slow, "v1", STAGING);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void bothReleasesAreKeptOneAfterTheOther() throws Exception {
        ReleaseProcess process = overtakenOnceBy(() -> merged(scene.release(quick, "v2", STAGING)));

        PublishOutcome.Merged merged = merged(process.release(request("v3", STAGING)));

        assertThat(merged.branch()).isEqualTo("release/hotels/staging/v3-3");
        assertThat(scene.branches())
                .as("the branch v3-2 was withdrawn")
                .containsExactly(
                        "main",
                        "release/hotels/staging/v1-1",
                        "release/hotels/staging/v2-2",
                        "release/hotels/staging/v3-3");
    }

    @Test
    void twinsMakeOneRelease() throws Exception {
        ReleaseProcess process = overtakenOnceBy(() -> merged(scene.release(quick, "v2", STAGING)));

        PublishOutcome.Merged merged = merged(process.release(request("v2", STAGING)));

        assertThat(merged.commit())
                .isEqualTo(scene.history(STAGING).live().orElseThrow().commit());
        assertThat(scene.history(STAGING).releases()).hasSize(2);
        assertThat(scene.branches()).hasSize(3);
    }

    @Test
    void whoComesLateSaysSo() throws Exception {
        scene.release(slow, "v2", STAGING);
        ReleaseProcess process = overtakenOnceBy(() -> merged(scene.release(quick, "v3", STAGING)));

        assertThatThrownBy(() -> process.rollback(rollbackRequest(STAGING, null)))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_UNAVAILABLE);
                    assertThat(e.getMessage()).contains("v2", "v3", "look again");
                });
        assertThat(scene.branches()).hasSize(4);
    }

    @Test
    void aCommitThatAPersonPushedMeanwhileIsKept() throws Exception {
        ReleaseProcess process = overtakenOnceBy(() -> pushed("base/note.md", "a note"));

        merged(process.release(request("v2", STAGING)));

        assertThat(new CommandLine(scene.bare).run("git", "log", "--first-parent", "--format=%s", "-2", "main"))
                .containsExactly("Release hotels v2 to staging", "a note");
        assertThat(new CommandLine(scene.bare).run("git", "ls-tree", "--name-only", "main", "base/"))
                .contains("base/note.md");
    }

    @Test
    void aLostAnswerToAPushIsNoLostRelease() throws Exception {
        // the push arrives, and its answer does not
        boolean[] lost = {false};
        server.fault((exchange, number) -> {
            boolean push = exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestURI().getPath().endsWith("git-receive-pack");
            if (push && !lost[0]) {
                lost[0] = true;
                server.serveWithoutAnswer(exchange);
                return true;
            }
            return false;
        });
        try {
            scene.release(slow, "v2", STAGING);
        } catch (UnderstudyException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_UNAVAILABLE);
            scene.release(slow, "v2", STAGING);
        }

        assertThat(lost[0]).isTrue();
        assertThat(scene.history(STAGING).releases()).hasSize(2);
        assertThat(scene.branches()).hasSize(3);
    }

    @Test
    void aRaceOfManyKeepsEveryReleaseAndEveryCounter() throws Exception {
        int publishers = 6;
        List<Callable<PublishOutcome>> all = IntStream.rangeClosed(1, publishers)
                .mapToObj(i -> (Callable<PublishOutcome>)
                        // two each share a copy
                        () -> processOf(publisher("racer" + i % 3)).release(request("v" + (2 + i / 2), STAGING)))
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(publishers)) {
            assertThat(threads.invokeAll(all))
                    .allSatisfy(future -> assertThat(future.state())
                            .as(() -> String.valueOf(future))
                            .isEqualTo(Future.State.SUCCESS));
        }

        List<Release> releases = scene.history(STAGING).releases();
        assertThat(releases)
                .extracting(Release::release)
                .containsExactlyElementsOf(IntStream.range(0, releases.size())
                        .mapToObj(i -> (long) releases.size() - i)
                        .toList());
        assertThat(scene.branches()).as("one a release, and main").hasSize(releases.size() + 1);
        assertThat(slow.history(TASK, STAGING)).isEqualTo(scene.history(STAGING));
    }

    private ConfigRepository publisher(String workspace) {
        return scene.of(workspace, server.address(), RemoteScene.withToken(TOKEN));
    }

    /** The slow publisher has decided and proposed when the other comes. */
    private ReleaseProcess overtakenOnceBy(Runnable other) {
        Forge forge = Forge.mergingAtOnce(slow);
        boolean[] done = {false};
        return new ReleaseProcess(
                slow,
                proposed -> {
                    if (!done[0]) {
                        done[0] = true;
                        other.run();
                    }
                    return forge.publish(proposed);
                },
                ConflictRetries.STANDARD);
    }

    private void pushed(String path, String text) {
        try (Repository bare = scene.opened();
                var inserter = bare.newObjectInserter();
                var walk = new org.eclipse.jgit.revwalk.RevWalk(inserter.newReader())) {
            JGitLocalBranches branches = new JGitLocalBranches(bare);
            var main = walk.parseCommit(branches.read("main"));
            var tree = JGitTrees.edit(walk.getObjectReader(), inserter, main.getTree(), java.util.Map.of(path, text));
            var commit = new JGitCommits(ConfigScene.IDENTITY, scene.clock).write(inserter, tree, text, List.of(main));
            inserter.flush();
            assertThat(branches.move("main", main, commit)).isTrue();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
