package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.FeatureType;
import dev.understudy.engine.task.TaskDefinition;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Writes the log of predictions for other tools, in a stream: memory does not grow with the window. */
public final class PredictionExport {
    /** More columns no table tool takes. */
    private static final int MOST_INPUTS = 5_000;

    private static final String PACKED = ".gz";

    private final JdbiExportReader reader;

    public PredictionExport(JdbiExportReader reader) {
        this.reader = reader;
    }

    /**
     * What is wanted.
     *
     * @param task the task
     * @param window event times
     * @param knownAt nothing that became known later is seen
     * @param format of the file
     */
    public record Request(TaskDefinition task, TimeWindow window, Instant knownAt, ExportFormat format) {}

    /**
     * Writes a file, packed with gzip where its name ends so. It has its name only once it is whole.
     *
     * @return how many predictions it holds
     * @throws UnderstudyException USAGE for a packed Parquet file; DATA_INVALID for inputs of too many names;
     *     FILE_UNAVAILABLE; CANCELLED
     */
    public long write(Request request, Path file, RunControl control) {
        boolean packed = file.getFileName().toString().endsWith(PACKED);
        if (packed && request.format() == ExportFormat.PARQUET) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "a Parquet file is not packed as a whole; expected a name without " + PACKED);
        }
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            long rows;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                rows = write(request, packed ? new GZIPOutputStream(out) : out, control);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return rows;
        } catch (IOException | UncheckedIOException e) {
            throw unavailable(file.toString(), e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // what failed before is what has to be told
        }
    }

    /** Writes to a stream, which is closed. */
    public long write(Request request, OutputStream out, RunControl control) {
        long[] rows = {0};
        try (ExportSink sink = sink(request, out, control)) {
            reader.read(request.task().name(), request.window(), request.knownAt(), control, row -> {
                sink.take(row);
                rows[0]++;
                if (rows[0] % 10_000 == 0) {
                    control.progress("writing predictions", rows[0], -1);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            throw unavailable("the output", e);
        }
        return rows[0];
    }

    private ExportSink sink(Request request, OutputStream out, RunControl control) throws IOException {
        return switch (request.format()) {
            case JSONL -> new JsonLinesExport(out);
            case CSV -> new FastCsvExport(out, columns(request, control));
            case PARQUET -> new ParquetExport(out, columns(request, control));
        };
    }

    /** A table's columns come before its rows, and what names the inputs have, only all of them say. */
    private List<ExportColumn<?>> columns(Request request, RunControl control) throws IOException {
        Set<String> names = new TreeSet<>();
        reader.read(request.task().name(), request.window(), request.knownAt(), control, row -> {
            names.addAll(row.event().input().values().keySet());
            if (names.size() > MOST_INPUTS) {
                throw new UnderstudyException(
                        ErrorCode.DATA_INVALID,
                        "the raw inputs have more than " + MOST_INPUTS + " names; export them as jsonl");
            }
        });
        Set<String> numeric = request.task().features().stream()
                .filter(feature -> feature.type() == FeatureType.NUMERIC)
                .map(feature -> feature.name())
                .collect(Collectors.toSet());
        return ExportColumn.all(names, numeric);
    }

    private static UnderstudyException unavailable(String what, Exception e) {
        return new UnderstudyException(ErrorCode.FILE_UNAVAILABLE, "cannot write " + what + ": " + e.getMessage(), e);
    }
}
