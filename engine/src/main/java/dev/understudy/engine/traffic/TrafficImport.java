package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Takes files of events and outcomes into the logs. Taking the same file again adds nothing. */
public final class TrafficImport {
    private static final int ROWS_AT_A_TIME = 20_000;
    /** Whoever cancels does not wait for a whole portion. */
    private static final int ROWS_BETWEEN_QUESTIONS = 256;
    /** Of rows that are long, so many fewer. */
    private static final long CHARACTERS_AT_A_TIME = 32_000_000;

    private final ImportLog log;
    private final Function<TaskDefinition, DerivedInput> derived;

    /** An import for tasks that derive nothing from their inputs. */
    public TrafficImport(ImportLog log) {
        this(log, task -> DerivedInput.NONE);
    }

    /**
     * An import.
     *
     * @param derived what a task's models derive from inputs
     */
    public TrafficImport(ImportLog log, Function<TaskDefinition, DerivedInput> derived) {
        this.log = log;
        this.derived = derived;
    }

    /**
     * Takes a file of events with their outcomes, where these are known.
     *
     * @param rejects where rows go that cannot be taken
     * @throws UnderstudyException DATA_INVALID if the file as a whole cannot be read or lacks a column
     */
    public ImportResult events(TaskDefinition task, Path file, Path rejects, RunControl control) {
        return run(task, file, rejects, control, new FileContent.Events());
    }

    /** Takes a file of outcomes of events that are there already or will come. */
    public ImportResult outcomes(TaskDefinition task, Path file, Path rejects, RunControl control) {
        return run(task, file, rejects, control, new FileContent.Outcomes());
    }

    /**
     * Takes the log of a model that lives elsewhere: events with what it said of them, and with their outcomes where
     * these are known. A file without times holds what it said of events that are there already, and nothing else.
     *
     * @param columns where the file has the predictions; these columns are no raw input
     * @throws UnderstudyException DATA_INVALID if the file as a whole cannot be read, lacks a column, or has predictions
     *     where the task has something else
     */
    public ImportResult predictions(
            TaskDefinition task, Path file, ScoreColumns columns, Path rejects, RunControl control) {
        return run(task, file, rejects, control, new FileContent.Predictions(columns));
    }

    private ImportResult run(TaskDefinition task, Path file, Path rejects, RunControl control, FileContent content) {
        DerivedInput further = content instanceof FileContent.Outcomes ? DerivedInput.NONE : derived.apply(task);
        try (RowSource rows = RowFile.open(file);
                FastCsvRejectsFile rejected = new FastCsvRejectsFile(rejects);
                ImportBatch batch = new ImportBatch(task.name(), log, rejected)) {
            RowReader reader = new RowReader(task, further, file.getFileName().toString(), rows.columns(), content);
            long size = size(file);
            long read = 0;
            try {
                for (RowSource.Row row = rows.next(); row != null; row = rows.next()) {
                    if (read % ROWS_BETWEEN_QUESTIONS == 0) {
                        control.progress("importing rows", read, estimate(read, rows.bytesRead(), size));
                        checkCancelled(control, row);
                    }
                    take(reader, row, batch);
                    read++;
                    if (batch.size() >= ROWS_AT_A_TIME || batch.characters() >= CHARACTERS_AT_A_TIME) {
                        batch.write(); // once the portion before it is durable
                    }
                }
            } catch (UnderstudyException e) {
                if (e.code() != ErrorCode.DATA_INVALID && e.code() != ErrorCode.SAMPLE_FAILED) {
                    throw e;
                }
                batch.finish();
                throw new UnderstudyException(
                        e.code(),
                        e.getMessage() + ". The rows before it are kept; mend the file and import it again: "
                                + "what is there already will not be added twice",
                        e);
            }
            batch.finish();
            return batch.result(warnings(task, content, batch.isEmpty() ? List.of() : reader.unseen()));
        }
    }

    /** How many rows the file will turn out to have, if the others are as long as those before; −1 before the first. */
    private static long estimate(long rows, long bytesRead, long size) {
        if (rows == 0) {
            return -1;
        }
        return bytesRead >= size || bytesRead == 0 ? rows : Math.round((double) rows * size / bytesRead);
    }

    private static void checkCancelled(RunControl control, RowSource.Row row) {
        if (control.isCancelled()) {
            throw new UnderstudyException(
                    ErrorCode.CANCELLED,
                    "cancelled before line " + row.line() + " was taken; what was imported until then is kept, and "
                            + "importing the file again completes it");
        }
    }

    private static void take(RowReader reader, RowSource.Row row, ImportBatch batch) {
        try {
            batch.add(row, reader.read(row.values()));
        } catch (UnderstudyException e) {
            batch.reject(row, e.getMessage());
        }
    }

    static void reject(FastCsvRejectsFile rejected, RowSource.Row row, String reason) {
        rejected.reject(row.line(), reason, row.text());
    }

    private static List<String> warnings(TaskDefinition task, FileContent content, List<String> unseen) {
        List<String> warnings = new ArrayList<>();
        if (!(content instanceof FileContent.Predictions)
                && task.outcome().knownAt().isEmpty()) {
            warnings.add("the task does not say when outcomes became known (outcome.knownAt); they count from the "
                    + "event's own time, which may leak the future into training");
        }
        if (!unseen.isEmpty()) {
            warnings.add("no row has a value for " + String.join(", ", unseen) + "; they count as missing");
        }
        return warnings;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
