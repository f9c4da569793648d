package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.IDENTITY;
import static dev.understudy.engine.release.ConfigScene.TASK;
import static dev.understudy.engine.release.ConfigScene.request;
import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand releases, with some of the other environment between them, as loose objects: the slowest form. */
final class LongHistoryTest {
    private static final int RELEASES = 1_000;
    private static final Duration LIMIT = Duration.ofMillis(500);

    @TempDir
    Path directory;

    @Test
    void aThousandReleasesAreReadInHalfASecond() throws IOException {
        ConfigScene scene = new ConfigScene(directory);
        scene.history(STAGING);
        fill(scene);

        Duration quickest = LIMIT.multipliedBy(10);
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            ReleaseHistory history = scene.history(STAGING);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            quickest = taken.compareTo(quickest) < 0 ? taken : quickest;
            assertThat(history.releases()).hasSize(RELEASES);
            assertThat(history.nextRelease()).isEqualTo(RELEASES + 1);
        }

        assertThat(quickest).isLessThan(LIMIT);
    }

    private static void fill(ConfigScene scene) throws IOException {
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(scene.directory.toFile()).build()) {
            // the files need not outlive the test; asked for before the inserter is made, as it looks only then
            repository.getConfig().setBoolean("core", null, "fsyncObjectFiles", false);
            JGitLocalBranches branches = new JGitLocalBranches(repository);
            ObjectId main = branches.read("main");
            assertThat(branches.move("main", main, filled(scene, repository, main)))
                    .isTrue();
        }
    }

    private static ObjectId filled(ConfigScene scene, Repository repository, ObjectId main) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(inserter.newReader())) {
            ObjectId head = main;
            for (int i = 1; i <= RELEASES; i++) {
                scene.clock.pass(Duration.ofHours(1));
                head = merged(scene, walk, inserter, head, change(i, STAGING));
                if (i % 5 == 0) {
                    head = merged(scene, walk, inserter, head, change(i, PRODUCTION));
                }
            }
            inserter.flush();
            return head;
        }
    }

    private static PointerChange change(int counter, Environment environment) {
        ReleaseRequest request = request("v" + counter, environment);
        return new PointerChange(
                ChangeKind.RELEASE,
                TASK,
                environment,
                request.pointer(counter),
                request.approval(),
                request.text(),
                "base");
    }

    private static ObjectId merged(
            ConfigScene scene, RevWalk walk, ObjectInserter inserter, ObjectId head, PointerChange change)
            throws IOException {
        JGitCommits commits = new JGitCommits(IDENTITY, scene.clock);
        RevCommit base = walk.parseCommit(head);
        ObjectId tree = JGitTrees.edit(
                walk.getObjectReader(),
                inserter,
                base.getTree(),
                Map.of(PointerFile.path(TASK, change.environment()), PointerFile.write(change.pointer())));
        String message = ChangeTrailers.message(change);
        RevCommit branch = walk.parseCommit(commits.write(inserter, tree, message, List.of(base)));
        return commits.write(inserter, tree, message, List.of(base, branch));
    }
}
