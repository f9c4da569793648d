package dev.understudy.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Scenes that take seconds to bring about: each is made once, and every test gets a copy. */
final class SceneTemplates {
    private SceneTemplates() {}

    /** v1 live, v2 not there yet. */
    private static final class FirstLive {
        private static final Path PATH = SampleScene.with(folder()).firstLive().workspace();

        private FirstLive() {}
    }

    /** v1 live, v2 approved. */
    private static final class SecondApproved {
        private static final Path PATH =
                copy(FirstLive.PATH, folder()).secondApproved().workspace();

        private SecondApproved() {}
    }

    /** A scene in which v1 is live. */
    static SampleScene firstLive(Path directory) {
        return copy(FirstLive.PATH, directory);
    }

    /** A scene in which v2 is approved against v1. */
    static SampleScene secondApproved(Path directory) {
        return copy(SecondApproved.PATH, directory);
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("scene");
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(folder)));
            return folder.resolve("listings");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SampleScene copy(Path template, Path directory) {
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Path target = directory.resolve(template.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            return SampleScene.at(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
