package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The worked example of docs/sample-builder.md: compiled, put into a workspace, used. One story, told in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SampleBuilderTest {
    private static final String T = "listing-scam";
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "sample-builder");

    private Path folder = Path.of("");
    private CommandScene scene = new CommandScene(folder);
    private Path events = folder;

    @BeforeAll
    void begin(@TempDir Path directory) throws IOException {
        folder = directory;
        events = RentalFile.write(folder.resolve("files"), 3_000);
        List<String> lines = new ArrayList<>(Files.readAllLines(events));
        // a listing without any room, which the example refuses
        lines.set(5, lines.get(5).replaceFirst("^(([^,]*,){9})[^,]*", "$10"));
        Files.write(events, lines);
        Path task = events.resolveSibling("task.yaml");
        Files.writeString(task, Files.readString(task).replace("decision:\n", """
                                  - {name: price_per_room, type: numeric}
                                  - {name: text_words, type: numeric}
                                  - {name: asks_for_money, type: categorical}
                                sample: {builder: com.example.ListingSamples}
                                decision:
                                """));
        scene = new CommandScene(folder.resolve("workspace"), Map.of("CI", "true"));
        scene.runPlain("init", scene.workspace().toString(), "--task", task.toString());
    }

    /** Compiles the example as the guide says, and puts it into the workspace. */
    private void install(String version) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources-" + version));
        Path source = sources.resolve("ListingSamples.java");
        Files.writeString(
                source,
                Files.readString(EXAMPLE.resolve("com/example/ListingSamples.java"))
                        .replace("return \"1\"", "return \"" + version + "\""));
        Path classes = sources.resolve("classes");
        run(
                "javac",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-proc:none",
                "-d",
                classes.toString(),
                source.toString());
        Path plugIns = Files.createDirectories(scene.workspace().resolve("plugins"));
        run(
                "jar",
                "--create",
                "--file",
                plugIns.resolve("listing-samples.jar").toString(),
                "-C",
                classes.toString(),
                ".",
                "-C",
                EXAMPLE.toString(),
                "META-INF");
    }

    private static void run(String tool, String... arguments) {
        assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments))
                .as(tool)
                .isZero();
    }

    private JsonNode refused(String... arguments) {
        CommandScene.Result result = scene.run(arguments);
        assertThat(result.exit()).isEqualTo(ExitCode.BAD_INPUT);
        return result.json().path("error");
    }

    @Test
    @Order(1)
    void withoutTheJarTheBuilderIsMissed() {
        JsonNode error = refused("import", "--task", T, "--file", events.toString());

        assertThat(error.path("code").asString()).isEqualTo("plug-in-missing");
        assertThat(error.path("message").asString())
                .contains(
                        "com.example.ListingSamples",
                        scene.workspace().resolve("plugins").toString());
    }

    @Test
    @Order(2)
    void aRowThatTheBuilderRefusesIsRejectedWithItsReason() throws IOException {
        install("1");

        JsonNode imported = scene.json("import", "--task", T, "--file", events.toString());

        assertThat(imported.path("events").asInt()).isEqualTo(2_999);
        assertThat(imported.path("rejected").asInt()).isEqualTo(1);
        assertThat(Files.readString(Path.of(imported.path("rejectsFile").asString()), StandardCharsets.UTF_8))
                .contains("com.example.ListingSamples", "rooms: expected at least 1, and found 0");
    }

    @Test
    @Order(3)
    void derivedFeaturesAreTrainedOnReplayedAndExplained() {
        scene.json("train", "--task", T, "--as-of", "2025-03-15");
        scene.json("train", "--task", T, "--as-of", "2025-04-15");
        scene.json("backfill", "--task", T, "--version", "v1", "--from", "2025-04-15", "--to", "2025-05-15");

        JsonNode simulation = scene.json(
                "simulate",
                "--task",
                T,
                "--candidate",
                "v2",
                "--live",
                "v1",
                "--from",
                "2025-04-15",
                "--to",
                "2025-05-15");

        assertThat(simulation.path("parity").path("checked").asInt()).isGreaterThan(400);
        assertThat(simulation.path("parity").path("identical"))
                .isEqualTo(simulation.path("parity").path("checked"));
        JsonNode explained = scene.json("explain", "--task", T, "--version", "v1", "--event", "l10");
        List<String> derived = new ArrayList<>();
        for (JsonNode contribution : explained.path("contributions")) {
            if (List.of("price_per_room", "text_words", "asks_for_money")
                    .contains(contribution.path("feature").asString())) {
                derived.add(contribution.path("value").asString());
            }
        }
        assertThat(derived).hasSize(3).doesNotContain("");
    }

    @Test
    @Order(4)
    void anotherVersionOfTheBuilderTrainsAnewAndDoesNotServeOldModels() throws IOException {
        install("2");

        assertThat(scene.json("train", "--task", T, "--as-of", "2025-04-15")
                        .path("version")
                        .asString())
                .isEqualTo("v3");
        JsonNode error = refused("explain", "--task", T, "--version", "v1", "--event", "l10");
        assertThat(error.path("code").asString()).isEqualTo("plug-in-missing");
        assertThat(error.path("message").asString())
                .contains("com.example.ListingSamples, version 1", "here is version 2");
        assertThat(scene.json(
                                "verify",
                                scene.workspace()
                                        .resolve("store/models/listing-scam/v1")
                                        .toString())
                        .path("valid")
                        .asBoolean())
                .as("a model can be verified without it")
                .isTrue();
    }
}
