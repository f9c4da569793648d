package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Takes files of events and outcomes into the logs. Taking the same file again adds nothing. */
public final class TrafficImport {
    private static final int ROWS_AT_A_TIME = 5_000;
    private static final List<String> OTHER_FORMATS = List.of(".jsonl", ".json", ".ndjson", ".parquet");

    private final EventLog events;
    private final OutcomeLog outcomes;

    public TrafficImport(EventLog events, OutcomeLog outcomes) {
        this.events = events;
        this.outcomes = outcomes;
    }

    /**
     * Takes a file of events with their outcomes, where these are known.
     *
     * @param rejects where rows go that cannot be taken
     * @throws UnderstudyException DATA_INVALID if the file as a whole cannot be read or lacks a column
     */
    public ImportResult events(TaskDefinition task, Path file, Path rejects, RunControl control) {
        return run(task, file, rejects, control, true);
    }

    /** Takes a file of outcomes of events that are there already or will come. */
    public ImportResult outcomes(TaskDefinition task, Path file, Path rejects, RunControl control) {
        return run(task, file, rejects, control, false);
    }

    private ImportResult run(TaskDefinition task, Path file, Path rejects, RunControl control, boolean wholeEvents) {
        refuseOtherFormats(file);
        try (RowSource rows = new FastCsvRows(file);
                FastCsvRejectsFile rejected = new FastCsvRejectsFile(rejects)) {
            RowReader reader = new RowReader(task, file.getFileName().toString(), rows.columns(), wholeEvents);
            ImportBatch batch = new ImportBatch(task.name(), events, outcomes, rejected);
            long size = size(file);
            try {
                for (RowSource.Row row = rows.next(); row != null; row = rows.next()) {
                    take(reader, row, rows.columns().size(), batch, rejected, wholeEvents);
                    if (batch.size() >= ROWS_AT_A_TIME) {
                        checkCancelled(control, row);
                        batch.flush();
                        control.progress("importing bytes", rows.bytesRead(), size);
                    }
                }
            } catch (UnderstudyException e) {
                if (e.code() != ErrorCode.DATA_INVALID) {
                    throw e;
                }
                batch.flush();
                throw new UnderstudyException(
                        e.code(),
                        e.getMessage() + ". The rows before it are kept; mend the file and import it again: "
                                + "what is there already will not be added twice",
                        e);
            }
            batch.flush();
            return batch.result(warnings(task));
        }
    }

    private static void checkCancelled(RunControl control, RowSource.Row row) {
        if (control.isCancelled()) {
            throw new UnderstudyException(
                    ErrorCode.CANCELLED,
                    "cancelled before line " + row.line() + " was taken; what was imported until then is kept, and "
                            + "importing the file again completes it");
        }
    }

    private static void refuseOtherFormats(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        for (String ending : OTHER_FORMATS) {
            if (name.endsWith(ending) || name.endsWith(ending + ".gz")) {
                throw new UnderstudyException(
                        ErrorCode.NOT_AVAILABLE,
                        file.getFileName() + ": files of this format are not available in this version; expected CSV");
            }
        }
    }

    private static void take(
            RowReader reader,
            RowSource.Row row,
            int columns,
            ImportBatch batch,
            FastCsvRejectsFile rejected,
            boolean wholeEvents) {
        if (row.values().size() != columns) {
            reject(
                    rejected,
                    row,
                    "expected " + columns + " values, and found " + row.values().size());
            return;
        }
        try {
            if (wholeEvents) {
                batch.add(row, reader.event(row), reader.outcome(row));
            } else {
                batch.add(
                        row,
                        reader.outcome(row)
                                .orElseThrow(() ->
                                        new UnderstudyException(ErrorCode.DATA_INVALID, "the outcome is missing")));
            }
        } catch (UnderstudyException e) {
            reject(rejected, row, e.getMessage());
        }
    }

    static void reject(FastCsvRejectsFile rejected, RowSource.Row row, String reason) {
        rejected.reject(row.line(), reason, String.join(",", row.values()));
    }

    private static List<String> warnings(TaskDefinition task) {
        return task.outcome().knownAt().isPresent()
                ? List.of()
                : List.of("the task does not say when outcomes became known (outcome.knownAt); they count from the "
                        + "event's own time, which may leak the future into training");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
