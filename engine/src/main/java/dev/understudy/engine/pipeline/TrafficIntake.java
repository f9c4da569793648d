package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.ImportResult;
import dev.understudy.engine.traffic.ScoreColumns;
import dev.understudy.engine.traffic.TrafficImport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
        return record("import", task, asked(file), () -> files.events(task, file, rejectsOf(task, file), control));
    }

    /** Takes the log of a model that lives elsewhere; see {@link TrafficImport#predictions}. */
    public ImportResult predictions(TaskDefinition task, Path file, ScoreColumns columns, RunControl control) {
        Map<String, String> asked = new LinkedHashMap<>(asked(file));
        asked.put("predictions", columns.version().text());
        asked.put("score", columns.score());
        columns.label().ifPresent(label -> asked.put("label", label));
        return record(
                "import", task, asked, () -> files.predictions(task, file, columns, rejectsOf(task, file), control));
    }

    /** Takes a file of outcomes; see {@link TrafficImport#outcomes}. */
    public ImportResult outcomes(TaskDefinition task, Path file, RunControl control) {
        return record("outcomes", task, asked(file), () -> files.outcomes(task, file, rejectsOf(task, file), control));
    }

    private static Map<String, String> asked(Path file) {
        return Map.of("file", file.getFileName().toString());
    }

    private ImportResult record(
            String kind, TaskDefinition task, Map<String, String> asked, Supplier<ImportResult> work) {
        return runs.record(
                kind,
                task.name(),
                asked,
                work,
                result -> Map.of(
                        "events", Long.toString(result.events()),
                        "outcomes", Long.toString(result.outcomes()),
                        "predictions", Long.toString(result.predictions()),
                        "duplicates", Long.toString(result.duplicates()),
                        "rejected", Long.toString(result.rejected())));
    }

    private Path rejectsOf(TaskDefinition task, Path file) {
        return rejects.resolve(
                task.name() + "-" + file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_") + ".rejects.csv");
    }
}
