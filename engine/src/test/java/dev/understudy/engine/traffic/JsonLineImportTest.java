package dev.understudy.engine.traffic;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static dev.understudy.engine.scene.TrafficScene.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.scene.TaskScene;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One JSON object a line: the same events as from CSV, and bad lines set aside one by one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonLineImportTest {
    private static final String GOOD = """
            {"event_id":"e1","event_time":"2024-01-01","agent":"a1","is_canceled":0,"known_at":"2024-01-05",\
            "matures_at":"2024-01-05","lead_time":1e1,"country":"PRT"}
            {"event_id":"e2","event_time":"2024-01-02T10:00:00Z","is_canceled":"1","known_at":"2024-01-03",\
            "matures_at":"2024-01-06","lead_time":null,"country":"ESP"}
            """;
    private static final String SAME_AS_CSV = """
            event_id,event_time,agent,is_canceled,known_at,matures_at,lead_time,country
            e1,2024-01-01,a1,0,2024-01-05,2024-01-05,10,PRT
            e2,2024-01-02T10:00:00Z,,1,2024-01-03,2024-01-06,,ESP
            """;

    @TempDir
    Path folder;

    private Database database;
    private TaskDefinition task;
    private TrafficScene scene;
    private int tasks;

    @BeforeAll
    void openTheDatabase(@TempDir Path data) {
        database = H2Database.open(data.resolve("understudy"), Duration.ZERO);
    }

    @AfterAll
    void closeTheDatabase() {
        database.close();
    }

    @BeforeEach
    void takeATask() {
        task = TaskScene.named("task-" + ++tasks);
        scene = new TrafficScene(database, task.name().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"events.jsonl", "events.ndjson", "events.json", "EVENTS.JSONL", "events.jsonl.gz"})
    void theRowsAreTheSameAsFromCsv(String name) throws IOException {
        events("events.csv", SAME_AS_CSV);

        ImportResult again = events(name, GOOD);

        assertThat(List.of(again.events(), again.outcomes(), again.duplicates(), again.rejected()))
                .containsExactly(0L, 0L, 2L, 0L);
        assertThat(again.warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"event_id\":\"e4\",\"event_time\":\"2024-01-04\",\"more\":{\"a\":1}} | found a nested value",
                "{\"event_id\":\"e4\",\"event_time\":\"2024-01-04\",\"more\":[1]} | found a nested value",
                "{\"event_id\":\"e4\",\"event_time\":\"2024-01-04\",\"a\":1,\"a\":1} | Duplicate",
                "{\"event_id\":\"e4\",\"event_time\":\"2024-01-04\",\"lead_time\":NaN} | not well-formed JSON",
                "{\"event_id\":\"e4\",\"event_time\":\"2024-01-04\",\"lead_time\":1e999} | lead_time: expected a number",
                "{\"event_id\":\"e4\",\"event_time\":\"2024-01-04\" | not well-formed JSON",
                "{\"event_id\":\"e4\",\"event_time\":\"2024-01-04\"} {} | nothing after it",
                "[[[[[[[[[[[[[[1]]]]]]]]]]]]]] | expected a JSON object",
                "{\"event_id\":\"\\ud800\",\"event_time\":\"2024-01-04\"} | event id: expected",
                "{\"event_id\":\"e4\",\"event_time\":\"2024-01-04\",\"country\":\"\\ud800\"} | lone surrogates",
                "{\"event_id\":\"e4\",\"event_time\":\"2024-01-04\",\"country\":\"\\u0000\"} | NUL",
                "{\"event_id\":\"e4\"} | event_time: is missing",
                "{\"event_time\":\"2024-01-04\"} | event_id: is missing",
                "yes | not well-formed JSON",
            })
    void aBadLineIsSetAsideAndTheOthersGetIn(String line, String reason) throws IOException {
        ImportResult result =
                events("events.jsonl", GOOD + "\n" + line + "\n{\"event_id\":\"e5\",\"event_time\":\"2024-01-04\"}\n");

        assertThat(result.rejected()).isEqualTo(1);
        assertThat(logged()).extracting(of -> of.event().id()).containsExactly("e1", "e2", "e5");
        List<String> rejects = Files.readAllLines(result.rejectsFile().orElseThrow());
        assertThat(rejects.get(1)).startsWith("4,").contains(reason, line.replace("\"", "\"\""));
    }

    @Test
    void deepJsonIsSetAside() {
        ImportResult result =
                events("events.jsonl", GOOD + "{\"event_id\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n");

        assertThat(List.of(result.events(), result.rejected())).containsExactly(2L, 1L);
    }

    @Test
    void aHugeLineIsSetAsideAlone() throws IOException {
        ImportResult result = events("events.jsonl", "{\"event_id\":\"" + "x".repeat(9_000_000) + "\"}\n" + GOOD);

        assertThat(List.of(result.events(), result.rejected())).containsExactly(2L, 1L);
        assertThat(Files.size(result.rejectsFile().orElseThrow())).isLessThan(2_000);
    }

    @Test
    void anArrayIsRefusedAsAWhole() {
        assertRefused(ErrorCode.DATA_INVALID, () -> events("events.json", "[\n{\"event_id\":\"e1\"}\n]\n"))
                .startsWith("events.json:1: expected one JSON object a line, and found an array");
    }

    @Test
    void columnsThatNoRowHasAreTold() {
        assertThat(events("events.jsonl", "{\"event_id\":\"e5\",\"event_time\":\"2024-01-04\",\"country\":\"PRT\"}")
                        .warnings())
                .singleElement()
                .asString()
                .isEqualTo("no row has a value for is_canceled, known_at, agent, matures_at, lead_time;"
                        + " they count as missing");
    }

    @Test
    void invalidUtf8IsToldWithItsLineAndWhatCameBeforeIsKept() throws IOException {
        Path file = Files.write(
                folder.resolve("events.jsonl"), (GOOD + "\"F\u00f6\"\n").getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(ErrorCode.DATA_INVALID, () -> events(file))
                .startsWith("events.jsonl:")
                .contains("not UTF-8", "are kept");
    }

    @Test
    void outcomesComeAsJsonToo() {
        events("events.jsonl", "{\"event_id\":17,\"event_time\":\"2024-01-04\"}\n");
        Path file = write("outcomes.jsonl", "{\"event_id\":\"17\",\"is_canceled\":true,\"known_at\":\"2024-02-01\"}");

        ImportResult result = new TrafficImport(scene.imports)
                .outcomes(task, file, folder.resolve("rejects.csv"), RunControl.UNWATCHED);

        assertThat(result.outcomes()).isEqualTo(1);
        assertThat(result.warnings()).isEmpty();
        assertThat(logged().getFirst().outcome().map(Outcome::value)).contains("true");
    }

    private Path write(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(name);
        try {
            if (name.endsWith(".gz")) {
                try (GZIPOutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
                    zipped.write(bytes);
                }
            } else {
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    private ImportResult events(String name, String text) {
        return events(write(name, text));
    }

    private ImportResult events(Path file) {
        return new TrafficImport(scene.imports).events(task, file, folder.resolve("rejects.csv"), RunControl.UNWATCHED);
    }

    private List<LoggedEvent> logged() {
        return scene.read(ALL, 300, new Maturity.WhenKnown());
    }
}
