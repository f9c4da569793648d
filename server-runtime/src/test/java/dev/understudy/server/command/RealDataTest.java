package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The loop on public data sets, with their task files as they are. The data are no part of the project; where they are
 * not beside it, in {@code ../shared/data}, these tests are skipped.
 */
class RealDataTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void dataAreThere() {
        assumeTrue(Files.isDirectory(data("hotel_bookings")), "the public data sets are not beside the project");
    }

    private static Path data(String set) {
        return Path.of("")
                .toAbsolutePath()
                .getParent()
                .resolveSibling("shared")
                .resolve("data")
                .resolve(set);
    }

    private CommandScene workspace(String set, String task) {
        return workspace(set, task, folder.resolve(set));
    }

    private static CommandScene workspace(String set, String task, Path directory) {
        CommandScene scene = new CommandScene(directory);
        scene.runPlain(
                "init",
                directory.toString(),
                "--task",
                data(set).resolve("task.yaml").toString());
        JsonNode imported = scene.json(
                "import",
                "--task",
                task,
                "--file",
                data(set).resolve("events.csv.gz").toString());
        assertThat(imported.path("rejected").asInt()).isZero();
        return scene;
    }

    /** What the first model reaches on all events from its as-of on, beside a constant predictor. */
    private static JsonNode firstModel(CommandScene scene, String task, String asOf, String to) {
        scene.json("train", "--task", task, "--as-of", asOf);
        return scene.json(
                "simulate", "--task", task, "--candidate", "v1", "--live", "none", "--from", asOf, "--to", to);
    }

    /** The share of the outcomes that count which is positive. */
    private static double positive(JsonNode simulation) {
        double events = 0;
        double positive = 0;
        for (JsonNode bin : simulation.path("calibration").path("live").path("bins")) {
            events += bin.path("events").asDouble();
            positive += bin.path("events").asDouble() * bin.path("observed").asDouble();
        }
        return positive / events;
    }

    private static int sum(JsonNode rows, String field) {
        int sum = 0;
        for (JsonNode row : rows) {
            sum += row.path(field).asInt();
        }
        return sum;
    }

    private static JsonNode metric(JsonNode simulation, String name) {
        for (JsonNode metric : simulation.path("metrics")) {
            if (metric.path("metric").asString().equals(name)) {
                return metric;
            }
        }
        throw new AssertionError("no metric " + name + " in " + simulation);
    }

    @Test
    void hotelsFromTheFileToProductionAndBack() throws IOException {
        String task = "hotel-cancellation";
        CommandScene scene = new CommandScene(folder.resolve("hotels"));
        Path set = data("hotel_bookings");
        scene.runPlain(
                "init",
                scene.workspace().toString(),
                "--task",
                set.resolve("task.yaml").toString());
        JsonNode imported = scene.json(
                "import", "--task", task, "--file", set.resolve("events.csv.gz").toString());
        assertThat(imported.path("events").asInt()).isEqualTo(119_390);
        assertThat(imported.path("rejected").asInt()).isZero();

        JsonNode first = scene.json("train", "--task", task, "--as-of", "2016-10-01T00:00:00Z");
        assertThat(first.path("rows").asInt()).isEqualTo(63_622);
        JsonNode ahead = scene.json(
                "simulate",
                "--task",
                task,
                "--candidate",
                "v1",
                "--live",
                "none",
                "--from",
                "2016-10-01",
                "--to",
                "2017-09-01");
        assertThat(ahead.path("events").asInt()).isEqualTo(41_477);
        assertThat(metric(ahead, "auc").path("candidate").asDouble()).isGreaterThanOrEqualTo(0.84);
        for (String environment : List.of("staging", "production")) {
            scene.json("release", "--task", task, "--version", "v1", "--environment", environment);
        }

        scene.json("backfill", "--task", task, "--version", "v1", "--from", "2017-03-01", "--to", "2017-09-01");
        scene.json("train", "--task", task, "--as-of", "2017-03-01T00:00:00Z");
        JsonNode simulation = scene.json(
                "simulate", "--task", task, "--candidate", "v2", "--from", "2017-03-01", "--to", "2017-09-01");
        assertThat(simulation.path("live").asString()).isEqualTo("v1");
        assertThat(simulation.path("parity").path("checked").asInt()).isEqualTo(12_924);
        assertThat(simulation.path("parity").path("identical").asInt()).isEqualTo(12_924);
        assertThat(simulation.path("verdict").path("decision").asString()).isEqualTo("approved");

        JsonNode report = scene.json("report", simulation.path("simulation").asString());
        assertThat(Files.size(Path.of(report.path("files").get(0).asString()))).isBetween(20_000L, 2_000_000L);
        for (String environment : List.of("staging", "production")) {
            scene.json("release", "--task", task, "--version", "v2", "--environment", environment);
        }
        scene.json("rollback", "--task", task, "--environment", "production");
        JsonNode releases = scene.json("history", "--task", task, "--environment", "production")
                .path("releases");
        assertThat(releases).hasSize(3);
        assertThat(releases.get(0).path("version").asString()).isEqualTo("v1");

        JsonNode early = scene.json(
                "simulate",
                "--task",
                task,
                "--candidate",
                "v2",
                "--from",
                "2017-03-01",
                "--to",
                "2017-09-01",
                "--known-at",
                "2017-03-10");
        assertThat(early.path("outcomes").path("coverage").asDouble()).isLessThan(0.2);
        assertThat(early.path("verdict").path("decision").asString()).isEqualTo("inconclusive");
        assertThat(early.path("outcomes").path("known").asInt())
                .isEqualTo(sum(early.path("maturity").path("days"), "known"));
        // cancellations long before stays are known late, and what is pending counts as nothing
        assertThat(positive(early)).isLessThan(0.7 * positive(simulation));
        assertThat(sum(early.path("calibration").path("live").path("bins"), "events"))
                .isEqualTo(early.path("outcomes").path("known").asInt());
    }

    @Test
    void electricityPrices() {
        CommandScene scene = workspace("elec2", "price-direction");
        JsonNode simulation = firstModel(scene, "price-direction", "1997-12-01", "1999-01-01");
        assertThat(simulation.path("events").asInt()).isEqualTo(17_808);
        assertThat(metric(simulation, "auc").path("candidate").asDouble()).isGreaterThanOrEqualTo(0.76);
    }

    @Test
    void commentSpamByItsText() {
        CommandScene scene = workspace("youtube_spam", "comment-spam");
        JsonNode linear = firstModel(scene, "comment-spam", "2015-01-01", "2016-01-01");
        assertThat(linear.path("events").asInt()).isEqualTo(738);
        assertThat(metric(linear, "auc").path("candidate").asDouble()).isGreaterThanOrEqualTo(0.98);
        assertThat(metric(linear, "accuracy").path("candidate").asDouble()).isGreaterThanOrEqualTo(0.92);

        scene.json("train", "--task", "comment-spam", "--as-of", "2015-01-01", "--algorithm", "random-forest");
        JsonNode forest = scene.json(
                "simulate",
                "--task",
                "comment-spam",
                "--candidate",
                "v2",
                "--live",
                "v1",
                "--from",
                "2015-01-01",
                "--to",
                "2016-01-01");
        assertThat(metric(forest, "auc").path("candidate").asDouble()).isGreaterThanOrEqualTo(0.975);
        assertThat(metric(forest, "accuracy").path("candidate").asDouble()).isGreaterThanOrEqualTo(0.92);
    }

    @Test
    void incidentCodes() {
        CommandScene scene = workspace("incident_cases", "closing-code");
        JsonNode simulation = firstModel(scene, "closing-code", "2016-05-01", "2017-06-01");
        assertThat(simulation.path("events").asInt()).isEqualTo(7_674);
        assertThat(metric(simulation, "accuracy").path("candidate").asDouble()).isGreaterThanOrEqualTo(0.600);
        // the live side is the constant predictor at the training rates
        assertThat(metric(simulation, "log-loss").path("candidate").asDouble())
                .isLessThan(metric(simulation, "log-loss").path("live").asDouble());
    }

    @Test
    void bikesAndTheSameDigestInASecondProcess() throws Exception {
        CommandScene scene = workspace("bike_sharing", "bike-demand");
        JsonNode simulation = firstModel(scene, "bike-demand", "2012-03-01", "2013-01-01");
        assertThat(simulation.path("events").asInt()).isEqualTo(7_301);
        assertThat(metric(simulation, "r2").path("candidate").asDouble()).isGreaterThanOrEqualTo(0.63);
        String digest = scene.json("show", "v1").path("digest").asString();

        CommandScene other = workspace("bike_sharing", "bike-demand", folder.resolve("second"));
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.understudy.server.Main"));
        command.addAll(List.of("train", "--task", "bike-demand", "--as-of", "2012-03-01"));
        command.addAll(List.of("--workspace", other.workspace().toString(), "--output", "json"));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(folder.resolve("out")))
                        .path("digest")
                        .asString())
                .isEqualTo(digest);
    }
}
