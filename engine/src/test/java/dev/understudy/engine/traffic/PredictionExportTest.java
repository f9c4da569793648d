package dev.understudy.engine.traffic;

import static dev.understudy.engine.scene.TrafficScene.ALL;
import static dev.understudy.engine.scene.TrafficScene.day;
import static dev.understudy.engine.scene.TrafficScene.event;
import static dev.understudy.engine.scene.TrafficScene.outcome;
import static dev.understudy.engine.scene.TrafficScene.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.scene.TaskScene;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.TaskDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as other tools read it. */
class PredictionExportTest {
    @TempDir
    Path folder;

    private Database database;
    private TaskDefinition task;
    private TrafficScene scene;

    @BeforeEach
    void open() {
        database = H2Database.open(folder.resolve("data"), Duration.ZERO);
        task = TaskScene.task();
        scene = new TrafficScene(database, task.name().text());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long export(ExportFormat format, Path file, TimeWindow window, Instant knownAt) {
        return new PredictionExport(new JdbiExportReader(database))
                .write(new PredictionExport.Request(task, window, knownAt, format), file, RunControl.UNWATCHED);
    }

    private void log(String id, double day, String json) {
        scene.add(event(id, day(day), json), prediction(Origin.SERVED, new Score.Single(0.1 + 0.2)));
    }

    @Test
    void aLineHoldsAllStagesTheInputAndTheOutcomeThatWasKnownThen() throws IOException {
        log("a", 1, "{\"lead_time\":17,\"country\":\"PRT\"}");
        scene.add(outcome("a", "1", 5), outcome("a", "0", 9));
        Path file = folder.resolve("log.jsonl");

        assertThat(export(ExportFormat.JSONL, file, ALL, TrafficScene.RECORDED)).isEqualTo(1);

        JsonNode line = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(line.path("event_id").asString()).isEqualTo("a");
        assertThat(line.path("score").doubleValue()).isEqualTo(0.1 + 0.2);
        assertThat(line.path("origin").asString()).isEqualTo("served");
        assertThat(line.path("outcome").asString()).isEqualTo("0");
        assertThat(line.path("input").toString()).isEqualTo("{\"country\":\"PRT\",\"lead_time\":17}");
    }

    @Test
    void whatBecameKnownLaterIsNotSeen() {
        log("a", 1, "{}");

        assertThat(export(ExportFormat.JSONL, folder.resolve("log.jsonl"), ALL, TrafficScene.RECORDED.minusSeconds(1)))
                .isZero();
    }

    @Test
    void aWindowOfManyEventsComesWholeAndInOrder() throws IOException {
        scene.predictions.appendPredictions(
                scene.task,
                IntStream.range(0, 3_500)
                        .mapToObj(i -> new PredictionEvent(
                                event("e" + i, i % 7), prediction(Origin.SERVED, new Score.Single(i))))
                        .toList());
        Path file = folder.resolve("log.jsonl.gz");

        long rows = export(ExportFormat.JSONL, file, new TimeWindow(day(1), day(6)), TrafficScene.RECORDED);

        List<String> times = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.lines().map(JsonMapper.shared()::readTree).forEach(line -> {
                times.add(line.path("event_time").asString());
                ids.add(line.path("event_id").asString());
            });
        }
        assertThat(rows).isEqualTo(2_500);
        assertThat(times).isSorted();
        assertThat(ids).hasSize(2_500).doesNotHaveDuplicates();
    }

    @Test
    void cellsThatASpreadsheetWouldRunAreHarmlessAndNumbersUntouched() throws IOException {
        log("=1+1", 1, "{\"country\":\"@SUM(A1)\",\"lead_time\":-5,\"note\":\"-5\",\"text\":\"-x, \\\"y\\\"\"}");
        Path file = folder.resolve("log.csv");

        export(ExportFormat.CSV, file, ALL, TrafficScene.RECORDED);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).endsWith(",input.country,input.lead_time,input.note,input.text");
        assertThat(lines.get(1)).startsWith("'=1+1,").contains("'@SUM(A1),-5.0,-5,\"'-x, \"\"y\"\"\"");
    }

    @Test
    void parquetIsReadBackByAnotherReader() {
        log("a", 1, "{\"lead_time\":-5.25,\"country\":\"é🙂\"}");
        log("b", 2, "{\"country\":\"PRT\"}");
        scene.add(outcome("b", "1", 5));
        Path file = folder.resolve("log.parquet");

        export(ExportFormat.PARQUET, file, ALL, TrafficScene.RECORDED);

        List<Map<String, String>> rows = new ArrayList<>();
        try (HardwoodRows parquet = new HardwoodRows(file)) {
            for (RowSource.Row row = parquet.next(); row != null; row = parquet.next()) {
                Map<String, String> present = new HashMap<>();
                row.values().forEach((name, value) -> {
                    if (value != null) {
                        present.put(name, value);
                    }
                });
                rows.add(present);
            }
        }
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst())
                .containsEntry("event_id", "a")
                .containsEntry("event_time", "2024-01-02T00:00:00Z")
                .containsEntry("input.lead_time", "-5.25")
                .containsEntry("input.country", "é🙂")
                .containsEntry("score", Double.toString(0.1 + 0.2))
                .doesNotContainKey("outcome");
        assertThat(rows.get(1)).containsEntry("outcome", "1").doesNotContainKey("input.lead_time");
    }
}
