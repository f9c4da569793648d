package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.TASK;
import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.release.ReleaseProcessTest.merged;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The copy of a repository elsewhere: whatever becomes of it, the repository itself is what counts. */
final class RemoteMirrorTest {
    @TempDir
    Path folder;

    private RemoteScene scene;
    private ConfigRepository repository;

    @BeforeEach
    void open() throws Exception {
        scene = new RemoteScene(folder);
        repository = scene.of("a", scene.fileAddress(), RemoteAccess.anonymous());
        scene.release(repository, "v1", STAGING);
        // so that what was pushed is read from a pack that was fetched, too
        scene.release(scene.of("b", scene.fileAddress(), RemoteAccess.anonymous()), "v2", STAGING);
        assertThat(repository.history(TASK, STAGING).releases()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "config", "objects", "refs", "refs/heads/main"})
    void isMadeAnewWherePartsAreMissing(String part) throws Exception {
        remove(scene.mirror("a").resolve(part));

        assertWorks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "config", "refs/heads/main"})
    void isMadeAnewWherePartsAreNonsense(String part) throws Exception {
        Files.writeString(scene.mirror("a").resolve(part), "[nonsense\0");

        assertWorks();
    }

    @Test
    void isMadeAnewWhereEveryObjectIsCutShort() throws Exception {
        for (Path file : files(scene.mirror("a").resolve("objects"))) {
            byte[] bytes = Files.readAllBytes(file);
            file.toFile().setWritable(true);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        }

        assertWorks();
    }

    @Test
    void isMadeAnewWhereItIsAFile() throws Exception {
        Path mirror = scene.mirror("a");
        remove(mirror);
        Files.writeString(mirror, "something else");

        assertWorks();
    }

    @Test
    void whatAKilledProcessLeftOfOneIsHarmless() throws Exception {
        Files.createDirectories(scene.mirrors("a").resolve(".half.new/objects"));

        assertWorks();
    }

    @Test
    void isMadeAnewWhereTheRepositoryIsAnotherNow() throws Exception {
        remove(scene.bare);
        JGitFreshRepository.make(scene.bare, fresh -> {});
        scene.clock.pass(Duration.ofDays(1));

        assertThat(repository.history(TASK, STAGING).releases()).isEmpty();
        merged(scene.release(repository, "v1", STAGING));
        assertThat(new CommandLine(scene.mirror("a")).run("git", "rev-list", "--all"))
                .hasSameSizeAs(new CommandLine(scene.bare).run("git", "rev-list", "--all"));
    }

    @Test
    void isMadeAnewWhereHistoryWasRewritten() throws Exception {
        try (var bare = scene.opened()) {
            JGitLocalBranches branches = new JGitLocalBranches(bare);
            var main = branches.read("main");
            var first = bare.parseCommit(bare.parseCommit(main).getParent(0)).getId();
            branches.move("main", main, first);
        }

        assertThat(repository.history(TASK, STAGING).releases()).hasSize(1);
        assertThat(merged(scene.release(repository, "v3", STAGING)).pointer().release())
                .isEqualTo(2);
    }

    @Test
    void isMadeAnewBetweenProposalAndMerge() throws Exception {
        Forge forge = Forge.mergingAtOnce(repository);
        ReleaseProcess process = new ReleaseProcess(
                repository,
                proposed -> {
                    remove(mirror());
                    return forge.publish(proposed);
                },
                ConflictRetries.STANDARD);

        merged(process.release(ConfigScene.request("v3", STAGING)));
        assertThat(scene.history(STAGING).releases()).hasSize(3);
    }

    @Test
    void doesNotGrowWithoutEnd() throws Exception {
        ConfigRepository other = scene.of("b", scene.fileAddress(), RemoteAccess.anonymous());
        for (int i = 0; i < JGitMirror.MOST_PACKS + 5; i++) {
            scene.release(other, "v" + (3 + i), STAGING);
            repository.head();
        }

        assertThat(files(scene.mirror("a").resolve("objects/pack")))
                .filteredOn(file -> file.toString().endsWith(".pack"))
                .hasSizeLessThanOrEqualTo(JGitMirror.MOST_PACKS + 1);
        assertWorks();
    }

    @Test
    void manyUseItAtOnceWhileItIsTakenAway() throws Exception {
        List<Callable<ReleaseHistory>> readers = IntStream.range(0, 24)
                .mapToObj(i -> (Callable<ReleaseHistory>) () -> {
                    if (i % 8 == 3) {
                        JGitMirror.of(
                                        (RepositoryAddress.Remote) RepositoryAddress.of(scene.fileAddress(), folder),
                                        scene.mirrors("a"))
                                .discard();
                    }
                    return scene.of("a", scene.fileAddress(), RemoteAccess.anonymous())
                            .history(TASK, STAGING);
                })
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            assertThat(threads.invokeAll(readers)).allSatisfy(read -> {
                assertThat(read.state()).isEqualTo(Future.State.SUCCESS);
                assertThat(read.resultNow()).isEqualTo(scene.history(STAGING));
            });
        }
    }

    private Path mirror() {
        try {
            return scene.mirror("a");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void assertWorks() throws Exception {
        assertThat(repository.history(TASK, STAGING)).isEqualTo(scene.history(STAGING));
        merged(scene.release(repository, "v2", PRODUCTION));
        assertThat(scene.history(PRODUCTION).releases()).hasSize(1);
        try (Stream<Path> left = Files.list(scene.mirrors("a"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals(".half.new"))
                    .hasSize(1);
        }
    }

    private static void remove(Path part) {
        try {
            JGitFreshRepository.delete(part.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
