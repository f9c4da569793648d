package dev.understudy.engine.scene;

import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TaskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Task files in one line: a complete one, and it again with some text replaced. */
public final class TaskScene {
    /** Every section that is served, with every key. */
    public static final String BINARY = """
            apiVersion: understudy/v1
            task: hotels
            kind: binary
            event:
              id: event_id
              time: event_time
              cluster: agent
            outcome:
              column: is_canceled
              positive: "1"
              knownAt: known_at
              maturesAt: matures_at
            features:
              - {name: lead_time, type: numeric}
              - {name: country, type: categorical}
            decision:
              threshold: 0.4
              costs: {falsePositive: 4, falseNegative: 180, unit: EUR}
              gatesOutcome: false
              exploration: 0.0
            training:
              algorithm: random-forest
              window: P730D
              seed: 7
              parameters: {trees: 20, maxDepth: 5}
              calibration: none
            simulation:
              window: P7D
              dependence: none
              minimumCoverage: 0.8
            gate:
              confidence: 0.9
              require: superior
              metrics:
                - {metric: auc, role: success, margin: 0.005}
                - {metric: recall, role: guardrail, margin: 0.02, slice: "country=PRT"}
              slices: [country]
              maxLabelShareShift: 0.05
              minimumOutcomes: 50
            business:
              - {name: handling-minutes, better: lower}
              - {name: revenue, better: higher}
            log: {}
            """;

    private TaskScene() {}

    /** The complete task file after replacements: old, new, old, new … each of which must find its text. */
    public static String yaml(String... replacements) {
        String text = BINARY;
        for (int i = 0; i < replacements.length; i += 2) {
            if (!text.contains(replacements[i])) {
                throw new IllegalArgumentException("nothing to replace: " + replacements[i]);
            }
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return text;
    }

    /** The task of {@link #yaml}. */
    public static TaskDefinition task(String... replacements) {
        return TaskFile.parse("task.yaml", yaml(replacements));
    }

    /** The task of {@link #yaml} under another name, so that tests may share a database. */
    public static TaskDefinition named(String name, String... replacements) {
        String[] all = new String[replacements.length + 2];
        all[0] = "task: hotels";
        all[1] = "task: " + name;
        System.arraycopy(replacements, 0, all, 2, replacements.length);
        return task(all);
    }

    /** The file of {@link #yaml} in a folder. */
    public static Path file(Path folder, String... replacements) {
        try {
            return Files.writeString(folder.resolve("task.yaml"), yaml(replacements));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
