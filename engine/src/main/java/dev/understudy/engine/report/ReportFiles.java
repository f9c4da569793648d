package dev.understudy.engine.report;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.registry.StoredSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes a simulation's report into a directory. */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * Writes the report. Each file appears whole or not at all; one of the same name is replaced.
     *
     * @param directory where to; it is made if it is not there
     * @param formats as which files
     * @return the files, in the order of the formats
     * @throws UnderstudyException NOT_AVAILABLE if a format is not served by this version, and nothing is written then;
     *     FILE_UNAVAILABLE if the directory cannot be written
     */
    public static List<Path> write(StoredSimulation simulation, Path directory, Collection<ReportFormat> formats) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        formats.forEach(format -> files.putAll(files(simulation, format)));
        return write(files, directory);
    }

    /** Writes files by their names, as {@link #write(StoredSimulation, Path, Collection)} does. */
    static List<Path> write(Map<String, byte[]> files, Path directory) {
        List<Path> written = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                written.add(write(directory, file.getKey(), file.getValue()));
            }
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.FILE_UNAVAILABLE,
                    "the report cannot be written to " + directory + " (" + e + "); expected a directory with room that"
                            + " this user may write",
                    e);
        }
        return written;
    }

    private static Map<String, byte[]> files(StoredSimulation simulation, ReportFormat format) {
        return switch (format) {
            case HTML -> Map.of("report.html", HtmlReport.bytes(simulation));
            case JSON -> Map.of("report.json", SimulationDocument.bytes(simulation));
            case CSV -> {
                Map<String, byte[]> tables = new LinkedHashMap<>();
                tables.put("metrics.csv", FastCsvTables.metrics(simulation));
                tables.put("slices.csv", FastCsvTables.slices(simulation));
                yield tables;
            }
            case PDF ->
                throw new UnderstudyException(
                        ErrorCode.NOT_AVAILABLE,
                        "a report as pdf is not available in this version; the html report prints well");
        };
    }

    private static Path write(Path directory, String name, byte[] content) throws IOException {
        Path whole = directory.resolve(name);
        // not Files.createTempFile, whose files only their maker may read
        Path part = directory.resolve("." + name + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return whole;
    }
}
