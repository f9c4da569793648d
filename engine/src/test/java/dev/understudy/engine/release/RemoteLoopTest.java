package dev.understudy.engine.release;

import static dev.understudy.engine.release.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Release, promotion, rollback and history on repositories elsewhere, over each protocol. */
final class RemoteLoopTest {
    private static final String TOKEN = "a-token-of-the-loop";

    @TempDir
    Path folder;

    private RemoteScene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new RemoteScene(folder);
    }

    @Test
    void overFile() throws Exception {
        scene.goesThroughTheLoop(scene.of("a", scene.fileAddress(), RemoteAccess.anonymous()));
    }

    @Test
    void overHttpWithBasicAuthentication() throws Exception {
        try (GitHttpServer server = new GitHttpServer(scene.bare, TOKEN)) {
            scene.goesThroughTheLoop(scene.of("a", server.address(), RemoteScene.withToken(TOKEN)));
            assertThat(server.credentials()).containsOnly(GitHttpServer.basic(TOKEN));
        }
    }

    @Test
    void overHttpWithoutAuthentication() throws Exception {
        try (GitHttpServer server = new GitHttpServer(scene.bare, null)) {
            scene.goesThroughTheLoop(scene.of("a", server.address(), RemoteAccess.anonymous()));
            assertThat(server.credentials()).isEmpty();
        }
    }

    @Test
    void overHttpAnsweredByGitItself() throws Exception {
        GitHttpBackend.requireGit();
        try (GitHttpServer server = new GitHttpServer(scene.bare, TOKEN, new GitHttpBackend(scene.bare))) {
            scene.goesThroughTheLoop(scene.of("a", server.address(), RemoteScene.withToken(TOKEN)));
            assertThat(new CommandLine(scene.bare).run("git", "fsck", "--strict", "--full"))
                    .isEmpty();
        }
    }

    @Test
    void overSshWithAKey() throws Exception {
        try (GitSshServer server = new GitSshServer(scene.bare)) {
            RemoteAccess access = new RemoteAccess(
                    "",
                    () -> "",
                    Optional.of(server.keyFile(folder)),
                    Optional.of(server.knownHosts(folder)),
                    RemoteScene.PATIENCE);
            scene.goesThroughTheLoop(scene.of("a", server.address(), access));
        }
    }

    @Test
    void anotherWorkspaceSeesWhatOneDid() throws Exception {
        ConfigRepository first = scene.of("a", scene.fileAddress(), RemoteAccess.anonymous());
        ConfigRepository second = scene.of("b", scene.fileAddress(), RemoteAccess.anonymous());
        assertThat(second.history(ConfigScene.TASK, STAGING).releases()).isEmpty();

        scene.release(first, "v1", STAGING);

        assertThat(second.pointer(ConfigScene.TASK, STAGING)).isPresent();
        assertThat(second.history(ConfigScene.TASK, STAGING).releases()).hasSize(1);
    }

    @Test
    void aRepositoryWithoutMainIsRefused() throws Exception {
        ConfigRepository repository = scene.of("a", scene.fileAddress(), RemoteAccess.anonymous());
        repository.head();
        try (var bare = scene.opened()) {
            var main = bare.exactRef("refs/heads/main").getObjectId();
            JGitLocalBranches branches = new JGitLocalBranches(bare);
            branches.move("other", ObjectId.zeroId(), main);
            branches.move("main", main, ObjectId.zeroId());
        }

        assertThatThrownBy(repository::head).hasMessageContaining("no branch main");
        assertThat(scene.branches()).containsExactly("other");
    }
}
