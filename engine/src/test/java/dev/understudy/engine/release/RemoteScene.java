package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A bare repository that is reached from elsewhere, and the folders of those who do. */
final class RemoteScene {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final HandClock clock = new HandClock();
    final Path folder;
    final Path bare;

    RemoteScene(Path folder) throws IOException {
        this.folder = folder;
        bare = folder.resolve("config.git");
        JGitSystem.isolate();
        JGitFreshRepository.make(bare, fresh -> {});
    }

    String fileAddress() {
        return "file://" + bare.toAbsolutePath();
    }

    static RemoteAccess withToken(String token) {
        return withToken(token, PATIENCE);
    }

    static RemoteAccess withToken(String token, Duration patience) {
        return new RemoteAccess(GitHttpServer.USER, () -> token, Optional.empty(), Optional.empty(), patience);
    }

    /** A workspace's repository; workspaces of one name share their copy. */
    ConfigRepository of(String workspace, String address, RemoteAccess access) {
        return ConfigRepository.remote(
                (RepositoryAddress.Remote) RepositoryAddress.of(address, folder),
                access,
                mirrors(workspace),
                ConfigScene.IDENTITY,
                clock);
    }

    Path mirrors(String workspace) {
        return folder.resolve(workspace).resolve("data/config");
    }

    /** The one copy of a workspace. */
    Path mirror(String workspace) throws IOException {
        try (var entries = Files.list(mirrors(workspace))) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .reduce((a, b) -> {
                        throw new AssertionError("two copies: " + a + ", " + b);
                    })
                    .orElseThrow();
        }
    }

    PublishOutcome release(ConfigRepository repository, String version, Environment environment) {
        clock.pass(Duration.ofHours(1));
        return ConfigScene.processOf(repository).release(ConfigScene.request(version, environment));
    }

    PublishOutcome rollback(ConfigRepository repository, Environment environment, @Nullable String to) {
        clock.pass(Duration.ofHours(1));
        return ConfigScene.processOf(repository).rollback(ConfigScene.rollbackRequest(environment, to));
    }

    /** The branches as the repository itself has them. */
    List<String> branches() throws IOException {
        try (Repository repository = opened()) {
            return repository.getRefDatabase().getRefsByPrefix("refs/heads/").stream()
                    .map(ref -> Repository.shortenRefName(ref.getName()))
                    .sorted()
                    .toList();
        }
    }

    Repository opened() throws IOException {
        return new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build();
    }

    /** The history as the repository itself has it, without a copy. */
    ReleaseHistory history(Environment environment) {
        return ConfigRepository.local(bare, ConfigScene.IDENTITY, clock).history(ConfigScene.TASK, environment);
    }

    /** The whole loop, over this repository. */
    void goesThroughTheLoop(ConfigRepository repository) throws IOException {
        assertThat(repository.history(ConfigScene.TASK, Environment.STAGING).releases())
                .isEmpty();
        release(repository, "v1", Environment.STAGING);
        release(repository, "v1", Environment.PRODUCTION);
        release(repository, "v2", Environment.STAGING);
        assertThat(release(repository, "v3", Environment.PRODUCTION)).isInstanceOf(PublishOutcome.Refused.class);
        release(repository, "v2", Environment.PRODUCTION);
        rollback(repository, Environment.PRODUCTION, null);

        ReleaseHistory seen = repository.history(ConfigScene.TASK, Environment.PRODUCTION);
        assertThat(seen.releases())
                .extracting(release -> release.version().text() + "-" + release.release())
                .containsExactly("v1-3", "v2-2", "v1-1");
        assertThat(seen).isEqualTo(history(Environment.PRODUCTION));
        assertThat(repository.pointer(ConfigScene.TASK, Environment.STAGING))
                .contains(ConfigScene.request("v2", Environment.STAGING).pointer(2));
        assertThat(repository.state(ConfigScene.TASK).commit()).isEqualTo(repository.head());
        assertThat(branches())
                .containsExactly(
                        "main",
                        "release/hotels/production/v1-1",
                        "release/hotels/production/v2-2",
                        "release/hotels/staging/v1-1",
                        "release/hotels/staging/v2-2",
                        "rollback/hotels/production/v1-3");
    }
}
