package dev.understudy.engine.traffic;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static dev.understudy.engine.scene.TrafficScene.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.scene.TaskScene;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** Files on their way into the logs: good rows get in, bad ones are set aside with their reason, nothing else is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrafficImportTest {
    private static final String HEADER =
            "event_id,event_time,agent,is_canceled,known_at,matures_at,lead_time,country\n";
    private static final String GOOD = HEADER
            + "e1,2024-01-01,a1,0,2024-01-05,2024-01-05,10,PRT\n"
            + "e2,2024-01-02T10:00:00Z,,1,2024-01-03,2024-01-06,,ESP\n"
            + "e3,2024-01-03,a1,,,2024-01-07,30.0,\n";

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
        take();
    }

    private void take(String... replacements) {
        task = TaskScene.named("task-" + ++tasks, replacements);
        scene = new TrafficScene(database, task.name().text());
    }

    @Test
    void eventsAndTheirOutcomesArrive() {
        ImportResult result = events(GOOD);

        assertThat(result)
                .isEqualTo(new ImportResult(
                        3,
                        2,
                        0,
                        0,
                        0,
                        Optional.empty(),
                        Optional.of(new TimeWindow(
                                Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-03T00:00:01Z"))),
                        List.of()));
        List<LoggedEvent> logged = logged();
        assertThat(logged).extracting(of -> of.event().id()).containsExactly("e1", "e2", "e3");
        LoggedEvent first = logged.getFirst();
        assertThat(first.event().cluster()).contains("a1");
        assertThat(first.event().time()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(first.event().maturesAt()).contains(Instant.parse("2024-01-05T00:00:00Z"));
        assertThat(first.event().input().toJson()).isEqualTo("{\"country\":\"PRT\",\"lead_time\":10}");
        assertThat(first.outcome().map(Outcome::value)).contains("0");
        assertThat(logged.get(1).event().cluster()).isEmpty();
        assertThat(logged.get(1).event().input().toJson()).isEqualTo("{\"country\":\"ESP\"}");
        assertThat(logged.get(2).outcome()).isEmpty();
        assertThat(logged.get(2).event().input().toJson()).isEqualTo("{\"lead_time\":30}");
    }

    @Test
    void importingAgainAddsNothing() {
        events(GOOD);

        ImportResult again = events(GOOD);

        assertThat(List.of(again.events(), again.outcomes(), again.duplicates(), again.rejected()))
                .containsExactly(0L, 0L, 3L, 0L);
        assertThat(logged()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "bom", "crlf", "no newline at the end", "blank lines", "quoted", "other order"})
    void theSameRowsInAnotherDressAreTheSame(String dress) {
        events(GOOD);

        ImportResult again = events(
                switch (dress) {
                    case "bom" -> "\ufeff" + GOOD;
                    case "crlf" -> GOOD.replace("\n", "\r\n");
                    case "no newline at the end" -> GOOD.stripTrailing();
                    case "blank lines" -> GOOD.replace("\n", "\n\n");
                    case "quoted" -> GOOD.replace("PRT", "\"PRT\"").replace("event_id", "\"event_id\"");
                    case "other order" ->
                        GOOD.lines()
                                .map(line -> Arrays.asList(line.split(",", -1)).reversed().stream()
                                        .collect(Collectors.joining(",")))
                                .collect(Collectors.joining("\n"));
                    default -> GOOD;
                });

        assertThat(again.duplicates()).isEqualTo(3);
        assertThat(again.events() + again.outcomes() + again.rejected()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"events.csv.gz", "events.csv"})
    void compressionIsSeenByTheContent(String name) throws IOException {
        Path file = Files.write(folder.resolve(name), gzip(GOOD));

        assertThat(events(file).events()).isEqualTo(3);
    }

    @Test
    void aCutCompressedFileKeepsWhatCameBefore() throws IOException {
        StringBuilder many = new StringBuilder(HEADER);
        IntStream.range(0, 12_000).forEach(i -> many.append(row("e" + i)));
        byte[] whole = gzip(many.toString());
        Path file = Files.write(folder.resolve("events.csv.gz"), Arrays.copyOf(whole, whole.length * 3 / 4));

        assertRefused(ErrorCode.DATA_INVALID, () -> events(file)).contains("events.csv.gz:", "are kept");
        int kept = logged().size();
        assertThat(kept).isBetween(6_000, 11_999);

        Files.write(file, whole);
        assertThat(events(file).duplicates()).isEqualTo(kept);
        assertThat(logged()).hasSize(12_000);
    }

    @Test
    void utf16IsRefused() throws IOException {
        Path file = Files.write(folder.resolve("events.csv"), ("\ufeff" + GOOD).getBytes(StandardCharsets.UTF_16LE));

        assertRefused(ErrorCode.DATA_INVALID, () -> events(file))
                .isEqualTo("events.csv:1: the text is UTF-16; expected UTF-8");
    }

    @Test
    void invalidUtf8IsToldWithItsLine() throws IOException {
        byte[] bytes = (GOOD + "e4,2024-01-04,,,,,4,F\u00f6\n").getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("events.csv"), bytes);

        assertRefused(ErrorCode.DATA_INVALID, () -> events(file))
                .startsWith("events.csv:")
                .contains("not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\ufeff"})
    void anEmptyFileIsRefused(String content) {
        assertRefused(ErrorCode.DATA_INVALID, () -> events(content)).startsWith("events.csv:1: the file is empty");
    }

    @Test
    void aFileOfAHeaderAloneIsNoError() {
        assertThat(events(HEADER))
                .isEqualTo(new ImportResult(0, 0, 0, 0, 0, Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void aMissingFileIsToldByName() {
        assertRefused(ErrorCode.DATA_INVALID, () -> events(folder.resolve("absent.csv")))
                .contains("absent.csv", "no such file");
    }

    @Test
    void allMissingColumnsAreNamedAtOnce() {
        assertRefused(ErrorCode.DATA_INVALID, () -> events("event_id,is_canceled,country\ne1,0,PRT\n"))
                .startsWith("events.csv:1: ")
                .endsWith("missing: known_at, event_time, agent, matures_at, lead_time");
    }

    @Test
    void aRepeatedColumnIsRefused() {
        assertRefused(ErrorCode.DATA_INVALID, () -> events(GOOD.replaceFirst("country", "lead_time")))
                .contains("events.csv:1:", "lead_time", "twice");
    }

    @Test
    void tooManyColumnsAreRefused() {
        String header = IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));

        assertRefused(ErrorCode.DATA_INVALID, () -> events(header + "\n")).startsWith("events.csv:1:");
    }

    @Test
    void aColumnWhoseNameIsTooLongIsRefused() {
        assertRefused(
                        ErrorCode.DATA_INVALID,
                        () -> events(GOOD.replaceFirst("country", "country," + "n".repeat(1_001))))
                .startsWith("events.csv:1:");
    }

    @Test
    void anOpenQuoteIsToldWithItsLineAndSwallowsNothing() {
        StringBuilder text = new StringBuilder(GOOD).append("e4,2024-01-04,,,,,4,\"open\n");
        IntStream.range(5, 50).forEach(i -> text.append(row("e" + i)));

        assertRefused(ErrorCode.DATA_INVALID, () -> events(text.toString()))
                .startsWith("events.csv:4:")
                .contains("the quote that opens in line 5 is never closed", "are kept");
        assertThat(logged()).hasSize(3);
    }

    @Test
    void aHugeLineIsToldAndWhatCameBeforeIsKept() {
        assertRefused(
                        ErrorCode.DATA_INVALID,
                        () -> events(GOOD + "e4,2024-01-04,,,,,4," + "x".repeat(9_000_000) + "\n"))
                .startsWith("events.csv:4:")
                .contains("are kept");
        assertThat(logged()).hasSize(3);
    }

    @Test
    void aLineTooLongForTheLogIsRejectedAlone() {
        ImportResult result = events(GOOD + "e4,2024-01-04,,,,,4," + "x".repeat(1_500_000) + "\n" + row("e5"));

        assertThat(result.events()).isEqualTo(4);
        assertThat(result.rejected()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "e4,2024-01-04,a,0,2024-01-05,2024-01-05,10 | expected 8 values, and found 7",
                "e4,2024-01-04,a,0,2024-01-05,2024-01-05,10,PRT,more | expected 8 values, and found 9",
                "e4,2024-01-04,a,0,2024-01-05,2024-01-05,ten,PRT | lead_time: expected a number, and found \"ten\"",
                "e4,2024-01-04,a,0,2024-01-05,2024-01-05,NaN,PRT | lead_time: expected a number",
                "e4,2024-01-04,a,0,2024-01-05,2024-01-05,1e999,PRT | lead_time: expected a number",
                "e4,yesterday,a,0,2024-01-05,2024-01-05,10,PRT | event_time: expected an ISO-8601 instant or date",
                "e4,2024-13-01,a,0,2024-01-05,2024-01-05,10,PRT | event_time: expected an ISO-8601",
                "e4,2024-01-04T10:00:00,a,0,2024-01-05,2024-01-05,10,PRT | event_time: expected an ISO-8601",
                "e4,+999999-01-01T00:00:00Z,a,0,2024-01-05,2024-01-05,10,PRT | event_time: expected an ISO-8601",
                "e4,-99999-01-01T00:00:00Z,a,0,2024-01-05,2024-01-05,10,PRT | event_time: expected an ISO-8601",
                "e4,,a,0,2024-01-05,2024-01-05,10,PRT | event_time: is missing",
                ",2024-01-04,a,0,2024-01-05,2024-01-05,10,PRT | event_id: is missing",
                "e4,2024-01-04,a,0,,2024-01-05,10,PRT | known_at: is missing",
                "e4,2024-01-04,a,0,soon,2024-01-05,10,PRT | known_at: expected an ISO-8601",
                "e4,2024-01-04,a,0,2024-01-05,later,10,PRT | matures_at: expected an ISO-8601",
                "e1,2024-01-01,a1,0,2024-01-05,2024-01-05,11,PRT | e1 is there already with other content",
            })
    void aBadRowIsSetAsideAndTheOthersGetIn(String row, String reason) throws IOException {
        ImportResult result = events(GOOD + row + "\n" + row("e5"));

        assertThat(result.rejected()).isEqualTo(1);
        assertThat(result.events()).isEqualTo(4);
        assertThat(rejects(result)).hasSize(2).first().isEqualTo("line,reason,row");
        assertThat(rejects(result).get(1)).startsWith("5,").contains(reason.replace("\"", "\"\""), row);
        assertThat(logged()).extracting(of -> of.event().id()).containsOnly("e1", "e2", "e3", "e5");
    }

    @Test
    void anOutcomeOfARefusedEventIsRefusedWithIt() {
        events(GOOD);

        events(GOOD.replace("e1,2024-01-01,a1,0,2024-01-05", "e1,2024-01-01,a2,1,2024-01-06"));

        assertThat(logged().getFirst().outcome().map(Outcome::value)).contains("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)"})
    void aFormulaAmongTheRejectsIsNeutralised(String formula) throws IOException {
        ImportResult result = events(GOOD + formula + ",bad time,,,,,1,PRT\n");

        assertThat(rejects(result).get(1)).contains("\"'" + formula);
    }

    @Test
    void aRejectedRowCannotForgeLinesOfItsReason() throws IOException {
        ImportResult result = events(GOOD + "e4,\"a\u001b[2J\nb" + "x".repeat(500) + "\",,,,,1,PRT\n");

        assertThat(rejects(result).get(1)).contains("a\\u001b[2J\\u000ab").hasSizeLessThan(400);
    }

    @Test
    void aFileWithoutOneGoodRowIsRefused() {
        assertRefused(ErrorCode.DATA_INVALID, () -> events(HEADER + "e1,x,,,,,1,\ne2,y,,,,,1,\n"))
                .contains("not one of 2 rows", "rejects.csv");
    }

    @Test
    void idsStayAsTheyAreWritten() {
        events(HEADER + row("007") + row("1e3") + row("1000") + row("17.0") + row("17"));

        assertThat(logged()).extracting(of -> of.event().id()).containsExactly("007", "1000", "17", "17.0", "1e3");
    }

    @Test
    void outcomesOfSuchIdsFindTheirEvents() {
        events(HEADER + "1e3,2024-01-04,,,,,10,PRT\n");

        assertThat(outcomes("event_id,is_canceled,known_at\n1e3,1,2024-01-05\n").warnings())
                .isEmpty();
        assertThat(logged().getFirst().outcome().map(Outcome::value)).contains("1");
    }

    @Test
    void anOutcomeIsCanonical() {
        events(HEADER + "e1,2024-01-04,,1.0,2024-01-05,,10,PRT\n");

        assertThat(logged().getFirst().outcome().map(Outcome::value)).contains("1");
    }

    @Test
    void aRegressionsOutcomeMustBeANumber() throws IOException {
        take(
                "kind: binary",
                "kind: regression",
                "  positive: \"1\"\n",
                "",
                "auc",
                "mae",
                "recall",
                "rmse",
                "  costs: {falsePositive: 4, falseNegative: 180, unit: EUR}\n",
                "",
                "decision:\n",
                "",
                "  threshold: 0.4\n",
                "",
                "  gatesOutcome: false\n",
                "",
                "  exploration: 0.0\n",
                "");

        ImportResult result = events(GOOD.replace("a1,0,", "a1,few,"));

        assertThat(rejects(result).get(1)).contains("is_canceled: expected a number, and found");
        assertThat(result.events()).isEqualTo(2);
    }

    @Test
    void withoutAKnownAtColumnOutcomesCountFromTheirEventAndTheUserIsWarned() {
        take("  knownAt: known_at\n", "", "  maturesAt: matures_at\n", "");

        ImportResult result = events(GOOD);

        assertThat(result.warnings()).hasSize(1).first().asString().contains("outcome.knownAt", "leak");
        assertThat(logged().getFirst().outcome().orElseThrow().knownAt())
                .isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    }

    @Test
    void laterOutcomesCorrectEarlierOnes() {
        events(GOOD);

        ImportResult result = outcomes("event_id,is_canceled,known_at\ne1,1,2024-02-01\ne3,0,2024-02-01\n");

        assertThat(List.of(result.events(), result.outcomes(), result.duplicates(), result.rejected()))
                .containsExactly(0L, 2L, 0L, 0L);
        assertThat(result.window()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(logged())
                .extracting(of -> of.outcome().map(Outcome::value).orElse("none"))
                .containsExactly("1", "1", "0");
        assertThat(scene.read(ALL, 20, task.outcome().maturity())
                        .getFirst()
                        .outcome()
                        .map(Outcome::value))
                .as("as it was known before the correction")
                .contains("0");
    }

    @Test
    void outcomesMayComeBeforeTheirEventsWithAWarning() {
        ImportResult result = outcomes("event_id,is_canceled,known_at\ne3,1,2024-02-01\nx,1,2024-02-01\n");

        assertThat(result.outcomes()).isEqualTo(2);
        assertThat(result.warnings()).hasSize(1).first().asString().startsWith("2 outcomes belong to events");
        events(GOOD);
        assertThat(logged().getLast().outcome().map(Outcome::value)).contains("1");
    }

    @Test
    void outcomesAgainAddNothing() {
        String file = "event_id,is_canceled,known_at\ne1,1,2024-02-01\n";
        outcomes(file);

        assertThat(outcomes(file).duplicates()).isEqualTo(1);
    }

    @Test
    void anOutcomesFileWithoutAnOutcomeRejectsTheRow() throws IOException {
        ImportResult result = outcomes("event_id,is_canceled,known_at\ne1,,2024-02-01\ne2,1,2024-02-01\n");

        assertThat(result.outcomes()).isEqualTo(1);
        assertThat(rejects(result).get(1)).startsWith("2,the outcome is missing");
    }

    @Test
    void aRowWithOnlySomethingNewIsNoDuplicate() {
        outcomes("event_id,is_canceled,known_at\ne1,0,2024-01-05\n");
        events(HEADER + "e2,2024-01-02,,,,,1,ESP\n");

        ImportResult result = events(HEADER
                + "e1,2024-01-01,a1,0,2024-01-05,,10,PRT\n" // a new event with an outcome that was there
                + "e2,2024-01-02,,1,2024-01-03,,1,ESP\n"); // an event that was there with a new outcome

        assertThat(List.of(result.events(), result.outcomes(), result.duplicates()))
                .containsExactly(1L, 1L, 0L);
    }

    @Test
    void aCancelledImportKeepsWhatItHadAndIsCompletedByTheNext() {
        StringBuilder text = new StringBuilder(HEADER);
        IntStream.range(0, 45_000).forEach(i -> text.append(row("e" + i)));
        Path file = write("events.csv", text.toString());
        List<Long> told = new ArrayList<>();
        RunControl withinTheSecondPortion = new RunControl() {
            @Override
            public void progress(String stage, long done, long total) {
                if (done > 30_000) {
                    told.add(done);
                }
            }

            @Override
            public boolean isCancelled() {
                return !told.isEmpty();
            }
        };

        assertRefused(
                        ErrorCode.CANCELLED,
                        () -> imports().events(task, file, folder.resolve("rejects.csv"), withinTheSecondPortion))
                .contains("kept")
                .doesNotContain("nothing");
        assertThat(logged()).hasSize(20_000);

        ImportResult rest = events(file);

        assertThat(rest.events()).isEqualTo(25_000);
        assertThat(rest.duplicates()).isEqualTo(20_000);
        assertThat(logged()).hasSize(45_000);
    }

    /** A portion is taken to be new after a look at some of its ids. */
    @Test
    void whatIsThereAlreadyIsFoundWhereverItStands() throws IOException {
        events(HEADER + row("e777") + row("e778"));
        StringBuilder text = new StringBuilder(HEADER);
        IntStream.range(0, 1_000)
                .forEach(i -> text.append(i == 778 ? row("e778").replace("PRT", "ESP") : row("e" + i)));

        ImportResult result = events(text.toString());

        assertThat(List.of(result.events(), result.duplicates(), result.rejected()))
                .containsExactly(998L, 1L, 1L);
        assertThat(rejects(result).get(1)).startsWith("780,").contains("e778 is there already");
        assertThat(logged()).hasSize(1_000);
    }

    @Test
    void anOutcomeThatCameBeforeItsEventIsFoundAmongNewOnes() {
        outcomes("event_id,is_canceled,known_at\ne777,1,2024-01-04\n");
        StringBuilder text = new StringBuilder(HEADER);
        IntStream.range(0, 1_000).forEach(i -> text.append(row("e" + i).replace("2024-01-04,,0", "2024-01-04,,1")));

        ImportResult result = events(text.toString());

        assertThat(List.of(result.events(), result.outcomes(), result.duplicates()))
                .containsExactly(1_000L, 1_000L, 0L);
        assertThat(scene.outcomes.unmatched(scene.task, List.of(TrafficScene.outcome("e777", "1", 4))))
                .isZero();
    }

    @Test
    void anIdThatIsTwiceInAFileIsTakenOnce() throws IOException {
        ImportResult result = events(HEADER + row("a") + row("b") + row("a") + row("b").replace("PRT", "ESP"));

        assertThat(List.of(result.events(), result.duplicates(), result.rejected()))
                .containsExactly(2L, 1L, 1L);
        assertThat(rejects(result).get(1)).startsWith("5,");
    }

    private static String row(String id) {
        return id + ",2024-01-04,,0,2024-01-05,,10,PRT\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TrafficImport imports() {
        return new TrafficImport(scene.imports);
    }

    private ImportResult events(String text) {
        return events(write("events.csv", text));
    }

    private ImportResult events(Path file) {
        return imports().events(task, file, folder.resolve("rejects.csv"), RunControl.UNWATCHED);
    }

    private ImportResult outcomes(String text) {
        return imports()
                .outcomes(task, write("outcomes.csv", text), folder.resolve("rejects.csv"), RunControl.UNWATCHED);
    }

    private List<String> rejects(ImportResult result) throws IOException {
        return Files.readAllLines(result.rejectsFile().orElseThrow());
    }

    private List<LoggedEvent> logged() {
        return scene.read(ALL, 300, new Maturity.WhenKnown());
    }
}
