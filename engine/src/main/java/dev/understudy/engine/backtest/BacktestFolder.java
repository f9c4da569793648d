package dev.understudy.engine.backtest;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.store.DirectoryArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where backtests keep what they train; it may be deleted at any time. */
public final class BacktestFolder {
    private final Path directory;
    private final InstantSource clock;

    /** A folder, which is made when it is needed. */
    public BacktestFolder(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    ArtifactStore store() {
        return DirectoryArtifactStore.open(directory, clock);
    }

    /** Deletes the models of a task. */
    void forget(TaskName task) {
        Path models = directory.resolve("models").resolve(task.text());
        if (!Files.isDirectory(models)) {
            return;
        }
        try (Stream<Path> files = Files.walk(models)) {
            files.sorted(Comparator.reverseOrder()).forEach(BacktestFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            throw new UnderstudyException(
                    ErrorCode.FILE_UNAVAILABLE,
                    "the models of a backtest cannot be deleted in " + models + ": " + e,
                    e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
