package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole loop by commands: from a CSV file to a released model and back. One story, told in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoopTest {
    private static final String T = "listing-scam";

    private Path folder = Path.of("");
    private CommandScene scene = new CommandScene(folder);
    private Path events = folder;

    @BeforeAll
    void begin(@TempDir Path directory) {
        folder = directory;
        events = RentalFile.write(folder.resolve("files"), 6000);
        scene = new CommandScene(folder.resolve("workspace"), environment());
    }

    /** The environment variables of every command. */
    Map<String, String> environment() {
        return Map.of("CI", "true");
    }

    @Test
    @Order(1)
    void initMakesAWorkspaceAndAgainChangesNothing() {
        String task = events.resolveSibling("task.yaml").toString();
        for (int i = 0; i < 2; i++) {
            JsonNode made = scene.runPlain("init", scene.workspace().toString(), "--task", task, "--output", "json")
                    .json();
            assertThat(made.path("task").asString()).isEqualTo(T);
            assertThat(made.path("workspace").asString())
                    .isEqualTo(scene.workspace().toString());
        }
    }

    @Test
    @Order(2)
    void importTakesEverythingOnce() {
        JsonNode first = scene.json("import", "--task", T, "--file", events.toString());
        assertThat(first.path("events").asInt()).isEqualTo(6000);
        assertThat(first.path("outcomes").asInt()).isEqualTo(6000);
        assertThat(first.path("rejected").asInt()).isZero();
        assertThat(first.path("rejectsFile").isNull()).isTrue();
        JsonNode again = scene.json("import", "--task", T, "--file", events.toString());
        assertThat(again.path("events").asInt()).isZero();
        assertThat(again.path("duplicates").asInt()).isEqualTo(6000);
    }

    @Test
    @Order(3)
    void trainGivesVersionsAndTheSameOneAgain() {
        JsonNode first = scene.json("train", "--task", T, "--as-of", "2025-02-15");
        assertThat(first.path("version").asString()).isEqualTo("v1");
        assertThat(first.path("digest").asString()).startsWith("sha256:");
        // 6 January to 4 February: the last 40 days, less the last 10, which have not matured
        assertThat(first.path("rows").asInt()).isEqualTo(1258);
        assertThat(first.path("leaks").isArray()).isTrue();
        assertThat(first.path("leaks")).as("its features are honest").isEmpty();
        JsonNode again = scene.json("train", "--task", T, "--as-of", "2025-02-15");
        assertThat(again.path("version").asString()).isEqualTo("v1");
        assertThat(again.path("digest").asString())
                .isEqualTo(first.path("digest").asString());
        assertThat(again.path("reused").asBoolean()).isTrue();
    }

    @Test
    @Order(4)
    void aFirstModelPassesTheGateAgainstNothing() {
        assertThat(scene.run("simulate", "--task", T, "--candidate", "v1", "--from", "2025-02-15", "--to", "2025-03-15")
                        .exit())
                .isEqualTo(ExitCode.BAD_INPUT);
        JsonNode simulation = scene.json(
                "simulate",
                "--task",
                T,
                "--candidate",
                "v1",
                "--live",
                "none",
                "--from",
                "2025-02-15",
                "--to",
                "2025-03-15");
        assertThat(simulation.path("verdict").path("decision").asString()).isEqualTo("approved");
        assertThat(simulation.path("live").isNull()).isTrue();
        JsonNode staging = scene.json("release", "--task", T, "--version", "v1", "--environment", "staging");
        assertThat(staging.path("branch").asString()).isEqualTo("release/listing-scam/staging/v1-1");
        scene.json("release", "--task", T, "--version", "v1", "--environment", "production");
    }

    @Test
    @Order(5)
    void aRetrainedModelIsComparedWithTheLogOfTheLiveOne() {
        JsonNode backfill =
                scene.json("backfill", "--task", T, "--version", "v1", "--from", "2025-05-01", "--to", "2025-05-31");
        assertThat(backfill.path("predictions").asInt()).isEqualTo(1115);
        assertThat(scene.json("train", "--task", T, "--as-of", "2025-05-01")
                        .path("version")
                        .asString())
                .isEqualTo("v2");
        JsonNode power = scene.json(
                "simulate", "--power", "--task", T, "--candidate", "v2", "--from", "2025-05-01", "--to", "2025-05-31");
        assertThat(power.path("source").path("simulation").asString()).isEqualTo("s-0001");
        assertThat(power.path("metrics")
                        .get(0)
                        .path("smallestDetectableDifference")
                        .asDouble())
                .isPositive();
        assertThat(scene.json("simulations").path("simulations"))
                .as("a forecast keeps nothing")
                .hasSize(1);
        JsonNode simulation =
                scene.json("simulate", "--task", T, "--candidate", "v2", "--from", "2025-05-01", "--to", "2025-05-31");
        assertThat(simulation.path("looks").path("test").asInt()).isEqualTo(1);
        assertThat(simulation.path("metrics").get(0).path("confidence").asDouble())
                .isCloseTo(0.975, within(1e-12));
        assertThat(simulation.path("latency").path("ratio").asDouble()).isPositive();
        assertThat(simulation.path("simulation").asString()).isEqualTo("s-0002");
        assertThat(simulation.path("live").asString()).isEqualTo("v1");
        assertThat(simulation.path("parity").path("checked").asInt()).isEqualTo(1115);
        assertThat(simulation.path("parity").path("identical").asInt()).isEqualTo(1115);
        assertThat(simulation.path("origins").path("backfilled").asInt()).isEqualTo(1115);
        assertThat(simulation.path("verdict").path("decision").asString()).isEqualTo("approved");
        assertThat(simulation.path("slices")).hasSize(5);
    }

    @Test
    @Order(6)
    void theReportIsOneFile() throws Exception {
        JsonNode report = scene.json(
                "report", "s-0002", "--directory", folder.resolve("report").toString(), "--format", "html,json");
        assertThat(report.path("files")).hasSize(2);
        String html = Files.readString(Path.of(report.path("files").get(0).asString()));
        assertThat(html).contains("v2").contains("Approved").doesNotContain("<script", "src=\"http", "href=\"http");
        assertThat(scene.run("report", "s-0002", "--format", "pdf").exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(scene.run("report", "s-0099").exit()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    @Order(7)
    void productionTakesOnlyWhatStagingHasHad() {
        CommandScene.Result early = scene.run("release", "--task", T, "--version", "v2", "--environment", "production");
        assertThat(early.exit()).isEqualTo(ExitCode.NOT_APPROVED);
        assertThat(early.json().path("error").path("code").asString()).isEqualTo("staging-required");
        scene.json("release", "--task", T, "--version", "v2", "--environment", "staging");
        JsonNode production = scene.json("release", "--task", T, "--version", "v2", "--environment", "production");
        assertThat(production.path("release").asInt()).isEqualTo(2);
        JsonNode again = scene.json("release", "--task", T, "--version", "v2", "--environment", "production");
        assertThat(again.path("commit").asString())
                .isEqualTo(production.path("commit").asString());
    }

    @Test
    @Order(8)
    void rollbackIsAFurtherReleaseInTheHistory() {
        JsonNode back = scene.json("rollback", "--task", T, "--environment", "production", "--reason", "trying");
        assertThat(back.path("version").asString()).isEqualTo("v1");
        assertThat(back.path("release").asInt()).isEqualTo(3);
        JsonNode releases = scene.json("history", "--task", T, "--environment", "production")
                .path("releases");
        assertThat(releases).hasSize(3);
        assertThat(releases.get(0).path("version").asString()).isEqualTo("v1");
        assertThat(releases.get(0).path("to").isNull()).isTrue();
        assertThat(releases.get(0).path("approvedBy").asString()).contains("rolled back", "trying");
        assertThat(releases.get(1).path("version").asString()).isEqualTo("v2");
        assertThat(releases.get(1).path("approvedBy").asString()).contains("s-0002");
        assertThat(releases.get(2).path("fidelity").path("reason").asString()).isEqualTo("nothing was live before");
        assertThat(releases.get(1).path("fidelity").path("state").asString())
                .as("the traffic is older than the release")
                .isEqualTo("too-early");
        CommandScene.Result text = scene.runPlain(
                "history",
                "--task",
                T,
                "--environment",
                "production",
                "--workspace",
                scene.workspace().toString());
        assertThat(text.out()).contains("too early: 0 outcomes have matured", "nothing was live before");
        assertThat(scene.json("history", "--task", T, "--environment", "production", "--no-fidelity")
                        .has("fidelity"))
                .isFalse();
    }

    @Test
    @Order(9)
    void whatWasJudgedWithAnotherLiveModelReleasesNothing() {
        // v1 is live again in production, v2 against v1 still stands; a further version has no simulation
        scene.json("train", "--task", T, "--as-of", "2025-05-01", "--set", "seed=8");
        CommandScene.Result refused = scene.run("release", "--task", T, "--version", "v3", "--environment", "staging");
        assertThat(refused.exit()).isEqualTo(ExitCode.NOT_APPROVED);
        assertThat(refused.err()).contains("no approved simulation of v3");
        JsonNode overruled = scene.json(
                "release",
                "--task",
                T,
                "--version",
                "v3",
                "--environment",
                "staging",
                "--overrule",
                "a trial in staging");
        assertThat(overruled.path("version").asString()).isEqualTo("v3");
        assertThat(scene.json("history", "--task", T, "--environment", "staging")
                        .path("releases")
                        .get(0)
                        .path("approvedBy")
                        .asString())
                .contains("overruled", "a trial in staging");
    }

    @Test
    @Order(10)
    void listsAndDetailsAgree() {
        assertThat(scene.json("models", "--task", T).path("models")).hasSize(3);
        assertThat(scene.json("simulations").path("simulations")).hasSize(2);
        assertThat(scene.json("runs").path("runs").size()).isGreaterThan(12);
        assertThat(scene.json("show", "v2").path("asOf").asString()).isEqualTo("2025-05-01T00:00:00Z");
        assertThat(scene.json("show", "s-0002").path("candidate").asString()).isEqualTo("v2");
        assertThat(scene.json("show", "r-0001").path("kind").asString()).isEqualTo("import");
        assertThat(scene.json("doctor").path("checks"))
                .allSatisfy(check -> assertThat(check.path("ok").asBoolean()).isTrue());
        assertThat(scene.json("settings").path("settings").size()).isGreaterThan(8);
    }

    @Test
    @Order(10)
    void aLoggedScoreIsExplainedFeatureByFeature() {
        String event = scene.json("show", "s-0002")
                .path("disagreements")
                .path("examples")
                .get(0)
                .path("event")
                .asString();
        JsonNode explained = scene.json("explain", "--task", T, "--version", "v1", "--event", event);
        double sum = explained.path("base").asDouble();
        for (JsonNode contribution : explained.path("contributions")) {
            sum += contribution.path("contribution").asDouble();
        }
        assertThat(sum).isCloseTo(explained.path("margin").asDouble(), within(1e-9));
        assertThat(explained.path("unit").asString()).isEqualTo("probability");
        assertThat(explained.path("score").asDouble())
                .isEqualTo(explained.path("logged").get(0).path("score").asDouble())
                .isCloseTo(sum, within(1e-9));

        String text = text("explain", "--task", T, "--version", "v1", "--event", event);
        assertThat(text).contains("v1 says of ", "backfilled at", "mean of training", "│█", "this event");
        CommandScene.Result unknown = scene.run("explain", "--task", T, "--version", "v1", "--event", "nobody's");
        assertThat(unknown.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.json().path("error").path("code").asString()).isEqualTo("unknown-id");
    }

    private String text(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--workspace", scene.workspace().toString()));
        return scene.runPlain(all.toArray(String[]::new)).out();
    }

    @Test
    @Order(10)
    void aVersionSaysWhatMovesItsScores() {
        JsonNode importance = scene.json("show", "v2").path("importance");
        assertThat(importance.path("events").asInt()).isEqualTo(500);
        double shares = 0;
        for (JsonNode feature : importance.path("features")) {
            shares += feature.path("share").asDouble();
        }
        assertThat(shares).isCloseTo(1, within(1e-9));
        assertThat(text("show", "v2"))
                .contains("importance: mean size of contributions to 500 training events, in probability");
        assertThat(scene.json("show", "s-0002")
                        .path("candidateModel")
                        .path("importance")
                        .path("features"))
                .isEqualTo(importance.path("features"));
    }

    @Test
    @Order(11)
    void anArtifactIsVerifiedInFull() throws Exception {
        Path artifact = scene.workspace().resolve("store/models/listing-scam/v2");
        JsonNode valid = scene.json("verify", artifact.toString());
        assertThat(valid.path("valid").asBoolean()).isTrue();
        assertThat(valid.path("digest").asString())
                .isEqualTo(scene.json("show", "v2").path("digest").asString());
        Path copy = Files.createDirectory(folder.resolve("tampered"));
        Files.copy(artifact.resolve("manifest.json"), copy.resolve("manifest.json"));
        byte[] tensors = Files.readAllBytes(artifact.resolve("model.safetensors"));
        tensors[tensors.length / 2] ^= 1;
        Files.write(copy.resolve("model.safetensors"), tensors);
        CommandScene.Result tampered = scene.run("verify", copy.toString());
        assertThat(tampered.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(tampered.json().path("valid").asBoolean()).isFalse();
    }

    @Test
    @Order(12)
    void aTamperedModelInTheStoreIsNeverUsed() throws Exception {
        Path tensors = scene.workspace().resolve("store/models/listing-scam/v2/model.safetensors");
        byte[] original = Files.readAllBytes(tensors);
        byte[] changed = original.clone();
        changed[changed.length - 3] ^= 1;
        Files.write(tensors, changed);
        try {
            CommandScene.Result result = scene.run(
                    "simulate",
                    "--task",
                    T,
                    "--candidate",
                    "v2",
                    "--live",
                    "v1",
                    "--from",
                    "2025-05-01",
                    "--to",
                    "2025-05-31");
            assertThat(result.exit()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(result.json().path("error").path("code").asString()).isEqualTo("artifact-invalid");
            assertThat(scene.json("simulations").path("simulations")).hasSize(2);
        } finally {
            Files.write(tensors, original);
        }
    }
}
