package dev.understudy.engine.traffic;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that could not be taken, with their line and the reason. The file appears with the first of them. */
final class FastCsvRejectsFile implements AutoCloseable {
    private final Path file;
    private @Nullable CsvWriter writer;
    private long count;

    FastCsvRejectsFile(Path file) {
        this.file = file;
    }

    void reject(long line, String reason, String row) {
        try {
            if (writer == null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                writer = CsvWriter.builder().build(file);
                writer.writeRecord("line", "reason", "row");
            }
            writer.writeRecord(Long.toString(line), neutral(reason), neutral(row));
        } catch (IOException | UncheckedIOException e) {
            throw new UnderstudyException(
                    ErrorCode.FILE_UNAVAILABLE, "cannot write the rejects file " + file + ": " + e.getMessage(), e);
        }
        count++;
    }

    /** A spreadsheet would run a cell that begins like a formula. */
    private static String neutral(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    long count() {
        return count;
    }

    Optional<Path> file() {
        return count == 0 ? Optional.empty() : Optional.of(file);
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.FILE_UNAVAILABLE, "cannot write the rejects file " + file + ": " + e.getMessage(), e);
        }
    }
}
