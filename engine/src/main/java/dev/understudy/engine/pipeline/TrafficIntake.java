package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.ImportResult;
import dev.understudy.engine.traffic.TrafficImport;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Takes files into the logs and records it. */
public final class TrafficIntake {
    private final TrafficImport files;
    private final RunRecorder runs;
    private final Path rejects;

    /**
     * An intake.
     *
     * @param rejects folder for the rows that could not be taken
     */
    public TrafficIntake(TrafficImport files, RunRegistry runs, Path rejects) {
        this.files = files;
        this.runs = new RunRecorder(runs);
        this.rejects = rejects;
    }

    /** Takes a file of events with their outcomes; see {@link TrafficImport#events}. */
    public ImportResult events(TaskDefinition task, Path file, RunControl control) {
        return record("import", task, file, () -> files.events(task, file, rejectsOf(task, file), control));
    }

    /** Takes a file of outcomes; see {@link TrafficImport#outcomes}. */
    public ImportResult outcomes(TaskDefinition task, Path file, RunControl control) {
        return record("outcomes", task, file, () -> files.outcomes(task, file, rejectsOf(task, file), control));
    }

    private ImportResult record(String kind, TaskDefinition task, Path file, Supplier<ImportResult> work) {
        return runs.record(
                kind,
                task.name(),
                Map.of("file", file.getFileName().toString()),
                work,
                result -> Map.of(
                        "events", Long.toString(result.events()),
                        "outcomes", Long.toString(result.outcomes()),
                        "duplicates", Long.toString(result.duplicates()),
                        "rejected", Long.toString(result.rejected())));
    }

    private Path rejectsOf(TaskDefinition task, Path file) {
        return rejects.resolve(
                task.name() + "-" + file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_") + ".rejects.csv");
    }
}
