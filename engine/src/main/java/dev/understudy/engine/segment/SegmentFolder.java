package dev.understudy.engine.segment;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one task's segments. */
final class SegmentFolder {
    private SegmentFolder() {}

    static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Deletes the copies of the days before this one; their names begin with the day, and sort as days do. */
    static void deleteBefore(Path folder, LocalDate day) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> old = found.filter(
                            file -> file.getFileName().toString().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}-.*"))
                    .filter(file -> file.getFileName().toString().compareTo(day.toString()) < 0)
                    .toList();
            for (Path path : old) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "cannot delete in " + folder + ": " + e.getMessage(), e);
        }
    }
}
