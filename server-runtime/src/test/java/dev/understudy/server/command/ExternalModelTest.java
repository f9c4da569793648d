package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A service is to be replaced whose log is all that there is of it. One story, told in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExternalModelTest {
    private static final String T = "listing-scam";

    private Path folder = Path.of("");
    private CommandScene scene = new CommandScene(folder);
    private List<String> rows = List.of();

    @BeforeAll
    void begin(@TempDir Path directory) throws IOException {
        folder = directory;
        Path events = RentalFile.write(folder.resolve("files"), 6000);
        rows = Files.readAllLines(events);
        scene = new CommandScene(folder.resolve("workspace"));
        scene.runPlain(
                "init",
                scene.workspace().toString(),
                "--task",
                events.resolveSibling("task.yaml").toString());
    }

    /** The file with two columns more: a score that knows a little, and what the service did with it. */
    private Path log(String name, int from, int to) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(rows.getFirst() + ",risk,verdict");
        for (String row : rows.subList(from, to)) {
            double score = score(row);
            lines.add(row + String.format(Locale.ROOT, ",%.3f,%s", score, score >= 0.3 ? "yes" : "no"));
        }
        return Files.write(folder.resolve(name), lines);
    }

    /** The cheaper a square metre, the more suspicious. */
    private static double score(String row) {
        String price = row.split(",", -1)[7];
        return price.isEmpty() ? 0.1 : Math.clamp(0.6 - Double.parseDouble(price) / 40, 0, 1);
    }

    private JsonNode importLog(Path file, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("import", "--task", T, "--file", file.toString(), "--predictions", "old", "--score", "risk"));
        arguments.addAll(List.of(more));
        return scene.json(arguments.toArray(String[]::new));
    }

    private CommandScene.Result refused(String... arguments) {
        CommandScene.Result result = scene.run(arguments);
        assertThat(result.exit()).isNotZero();
        return result;
    }

    @Test
    @Order(1)
    void eventsComeWithTheLog() throws Exception {
        JsonNode taken = importLog(log("log.csv", 1, 6001), "--label", "verdict");
        assertThat(taken.path("predictions").asInt()).isEqualTo(6000);
        assertThat(taken.path("events").asInt()).isEqualTo(6000);
        assertThat(taken.path("outcomes").asInt()).isEqualTo(6000);
        assertThat(taken.path("rejected").asInt()).isZero();
    }

    @Test
    @Order(2)
    void theSameFileAgainAddsNothing() {
        JsonNode again = importLog(folder.resolve("log.csv"), "--label", "verdict");
        assertThat(again.path("predictions").asInt()).isZero();
        assertThat(again.path("events").asInt()).isZero();
        assertThat(again.path("duplicates").asInt()).isEqualTo(6000);
    }

    @Test
    @Order(3)
    void scoreAndLabelAreNoRawInput() {
        JsonNode again = scene.json(
                "import",
                "--task",
                T,
                "--file",
                folder.resolve("files").resolve("events.csv").toString());
        assertThat(again.path("duplicates").asInt()).isEqualTo(6000);
        assertThat(again.path("rejected").asInt()).isZero();
    }

    @Test
    @Order(4)
    void aChangedScoreIsRejectedWithItsReason() throws Exception {
        List<String> lines = Files.readAllLines(folder.resolve("log.csv"));
        lines.set(5, lines.get(5).replaceAll(",[0-9.]+,(yes|no)$", ",0.999,$1"));
        JsonNode taken = importLog(Files.write(folder.resolve("changed.csv"), lines), "--label", "verdict");
        assertThat(taken.path("rejected").asInt()).isEqualTo(1);
        assertThat(taken.path("duplicates").asInt()).isEqualTo(5999);
        assertThat(Files.readString(Path.of(taken.path("rejectsFile").asString())))
                .contains("\n6,", "another prediction of x-old");
    }

    @Test
    @Order(5)
    void aScoreThatIsNoProbabilityIsRejected() throws Exception {
        Path file =
                Files.writeString(folder.resolve("scores.csv"), "id,risk\nl1,1.5\nl2,much\nl3,\nl4,0.25\nnobody,0.5\n");
        JsonNode taken = scene.json(
                "import", "--task", T, "--file", file.toString(), "--predictions", "x-new", "--score", "risk");
        assertThat(taken.path("predictions").asInt()).isEqualTo(1);
        assertThat(taken.path("events").asInt()).isZero();
        assertThat(Files.readAllLines(Path.of(taken.path("rejectsFile").asString())))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("line,"),
                        line -> assertThat(line).startsWith("2,").contains("from 0 to 1", "1.5"),
                        line -> assertThat(line).startsWith("3,").contains("expected a number"),
                        line -> assertThat(line).startsWith("4,").contains("is missing"),
                        line -> assertThat(line).startsWith("6,").contains("there is no event nobody"));
    }

    @Test
    @Order(6)
    void itIsListedAndShown() {
        JsonNode models = scene.json("models", "--task", T).path("models");
        assertThat(models).hasSize(2);
        JsonNode shown = scene.json("show", "x-old");
        assertThat(shown.path("external").asBoolean()).isTrue();
        assertThat(shown.path("predictions").asInt()).isEqualTo(6000);
        assertThat(shown.path("digest").isNull()).isTrue();
        assertThat(scene.runPlain("models", "--workspace", scene.workspace().toString())
                        .out())
                .contains("x-old", "lives elsewhere");
        assertThat(refused("show", "x-other").err()).contains("x-other", "x-old");
    }

    @Test
    @Order(7)
    void aCandidateIsJudgedAgainstItsLog() {
        scene.json("train", "--task", T, "--as-of", "2025-05-01");
        JsonNode simulation = scene.json(
                "simulate",
                "--task",
                T,
                "--candidate",
                "v1",
                "--live",
                "x-old",
                "--from",
                "2025-05-01",
                "--to",
                "2025-05-31");
        assertThat(simulation.path("live").asString()).isEqualTo("x-old");
        assertThat(simulation.path("origins").path("served").asInt())
                .isEqualTo(simulation.path("events").asInt());
        assertThat(simulation.path("parity").path("waived").asBoolean()).isTrue();
        assertThat(simulation.path("verdict").path("decision").asString()).isEqualTo("approved");
        assertThat(simulation.path("verdict").path("checks").toString()).contains("waived");
    }

    @Test
    @Order(8)
    void theReportSaysThatParityIsWaived() throws Exception {
        JsonNode report = scene.json(
                "report", "s-0001", "--directory", folder.resolve("report").toString());
        assertThat(Files.readString(Path.of(report.path("files").get(0).asString())))
                .contains("x-old", "Parity is waived");
    }

    @Test
    @Order(9)
    void whatItDidNotLogIsToldAndLeavesTheVerdictOpen() {
        JsonNode simulation = scene.json(
                "simulate",
                "--task",
                T,
                "--candidate",
                "v1",
                "--live",
                "x-new",
                "--from",
                "2025-05-01",
                "--to",
                "2025-05-31");
        assertThat(simulation.path("verdict").path("decision").asString()).isEqualTo("inconclusive");
        assertThat(simulation.path("origins").path("missing").asInt())
                .isEqualTo(simulation.path("events").asInt());
    }

    @Test
    @Order(10)
    void itIsNoCandidateAndNothingToReleaseOrToBackfill() {
        String[][] commands = {
            {
                "simulate",
                "--task",
                T,
                "--candidate",
                "x-old",
                "--live",
                "v1",
                "--from",
                "2025-05-01",
                "--to",
                "2025-05-31"
            },
            {"release", "--task", T, "--version", "x-old", "--environment", "staging"},
            {"release", "--task", T, "--version", "x-old", "--environment", "staging", "--overrule", "trust me"},
            {"backfill", "--task", T, "--version", "x-old", "--from", "2025-05-01", "--to", "2025-05-31"}
        };
        for (String[] command : commands) {
            CommandScene.Result result = refused(command);
            assertThat(result.exit()).as(command[0]).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(result.json().path("error").path("code").asString()).isEqualTo("model-external");
            assertThat(result.err()).contains("lives elsewhere");
        }
    }

    @Test
    @Order(11)
    void whatApprovedAgainstItReleasesTheFirstModel() {
        JsonNode released = scene.json("release", "--task", T, "--version", "v1", "--environment", "staging");
        assertThat(released.path("version").asString()).isEqualTo("v1");
    }

    @Test
    @Order(12)
    void flagsThatDoNotBelongTogetherAreRefused() {
        String file = folder.resolve("log.csv").toString();
        assertThat(refused("import", "--task", T, "--file", file, "--predictions", "old")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(refused("import", "--task", T, "--file", file, "--score", "risk")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(refused("import", "--task", T, "--file", file, "--predictions", "Old!", "--score", "risk")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(refused("import", "--task", T, "--file", file, "--predictions", "old", "--score", "price")
                        .err())
                .contains("price", "features");
        assertThat(refused("import", "--task", T, "--file", file, "--predictions", "old", "--score", "none")
                        .err())
                .contains("missing", "none");
    }
}
