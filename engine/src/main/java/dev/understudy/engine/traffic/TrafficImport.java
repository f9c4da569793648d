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
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes files of events and outcomes into the logs. Taking the same file again adds nothing. */
public final class TrafficImport {
    private static final int ROWS_AT_A_TIME = 5_000;

    private final EventLog events;
    private final OutcomeLog outcomes;
    private final Function<TaskDefinition, DerivedInput> derived;

    /** An import for tasks that derive nothing from their inputs. */
    public TrafficImport(EventLog events, OutcomeLog outcomes) {
        this(events, outcomes, task -> DerivedInput.NONE);
    }

    /**
     * An import.
     *
     * @param derived what a task's models derive from inputs
     */
    public TrafficImport(EventLog events, OutcomeLog outcomes, Function<TaskDefinition, DerivedInput> derived) {
        this.events = events;
        this.outcomes = outcomes;
        this.derived = derived;
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
        DerivedInput further = wholeEvents ? derived.apply(task) : DerivedInput.NONE;
        try (RowSource rows = RowFile.open(file);
                FastCsvRejectsFile rejected = new FastCsvRejectsFile(rejects);
                ImportBatch batch = new ImportBatch(task.name(), events, outcomes, rejected)) {
            RowReader reader = new RowReader(task, further, file.getFileName().toString(), rows.columns(), wholeEvents);
            long size = size(file);
            try {
                for (RowSource.Row row = rows.next(); row != null; row = rows.next()) {
                    take(reader, row, batch, wholeEvents);
                    if (batch.size() >= ROWS_AT_A_TIME) {
                        checkCancelled(control, row);
                        batch.write(); // once the portion before it is durable
                        control.progress("importing bytes", rows.bytesRead(), size);
                    }
                }
            } catch (UnderstudyException e) {
                if (e.code() != ErrorCode.DATA_INVALID) {
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
            return batch.result(warnings(task, batch.isEmpty() ? List.of() : reader.unseen()));
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

    private static void take(RowReader reader, RowSource.Row row, ImportBatch batch, boolean wholeEvents) {
        try {
            Map<String, @Nullable String> values = row.values();
            reader.see(values);
            if (wholeEvents) {
                batch.add(row, reader.event(values), reader.outcome(values));
            } else {
                batch.add(
                        row,
                        reader.outcome(values)
                                .orElseThrow(() ->
                                        new UnderstudyException(ErrorCode.DATA_INVALID, "the outcome is missing")));
            }
        } catch (UnderstudyException e) {
            batch.reject(row, e.getMessage());
        }
    }

    static void reject(FastCsvRejectsFile rejected, RowSource.Row row, String reason) {
        rejected.reject(row.line(), reason, row.text());
    }

    private static List<String> warnings(TaskDefinition task, List<String> unseen) {
        List<String> warnings = new ArrayList<>();
        if (task.outcome().knownAt().isEmpty()) {
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
