package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.Main;
import dev.understudy.server.command.CommandScene;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a process of its own: how it begins, what it holds, how it ends. */
class ServeCommandTest {
    @TempDir
    Path folder;

    private static Process start(Path workspace) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--workspace",
                        workspace.toString(),
                        "--port",
                        "0",
                        "--setting",
                        "serve.drain=PT0S",
                        "--output",
                        "json"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static HttpResponse<String> predict(HttpClient client, String address, String id) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + "/v1/tasks/listing-scam/predictions"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"id\":\"" + id + "\",\"time\":\"2025-02-20\",\"input\":{\"price\":900}}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The one document that the command prints once it listens. */
    private static JsonNode document(BufferedReader out) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            text.append(line);
            if (line.equals("}")) {
                return JsonMapper.shared().readTree(text.toString());
            }
        }
        throw new AssertionError("it ended after printing: " + text);
    }

    @Test
    void itHoldsTheDatabaseAnswersAndEndsCleanlyOnSigterm() throws Exception {
        CommandScene commands = ServingScene.released(folder);
        Process process = start(commands.workspace());
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader out = process.inputReader()) {
            JsonNode document = document(out);
            String address = document.path("address").asString();
            assertThat(address)
                    .isEqualTo("http://127.0.0.1:" + document.path("port").asInt());
            assertThat(predict(client, address, "a").statusCode()).isEqualTo(200);

            try (Engine other = new Engine(
                    Workspace.open(commands.workspace(), Map.of(), Map.of()),
                    InstantSource.system(),
                    Duration.ofMillis(100))) {
                assertThatThrownBy(other::database).isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_BUSY);
                    assertThat(e).hasMessageContaining("process " + process.pid());
                });
            }

            process.toHandle().destroy(); // unlike the process's own, this leaves its output readable
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
        // what was answered is there, and the database opens again
        assertThat(commands.json(
                                "backfill",
                                "--task",
                                "listing-scam",
                                "--version",
                                "v1",
                                "--from",
                                "2025-02-20",
                                "--to",
                                "2025-02-21")
                        .path("predictions")
                        .asInt())
                .isZero();
    }

    @Test
    void whatItCannotDoYetItRefusesAtTheStart() throws Exception {
        CommandScene commands = ServingScene.initialised(folder);
        CommandScene.Result open = commands.run("serve", "--port", "0", "--host", "0.0.0.0");
        assertThat(open.exit()).isEqualTo(3);
        assertThat(open.err()).contains("bearer tokens", "understudy tokens create");
        CommandScene.Result worker = commands.run("serve", "--port", "0", "--with-worker");
        assertThat(worker.exit()).isEqualTo(3);
        assertThat(worker.err()).contains("not available in this version");
        assertThat(commands.runPlain("work").exit()).isEqualTo(3);
        assertThat(commands.run("serve", "--port", "70000").exit()).isEqualTo(2);
        assertThat(commands.run("serve").exit()).isEqualTo(2);
    }

    @Test
    void aPortThatIsTakenIsUnavailable() throws Exception {
        try (ServingScene scene = ServingScene.on(folder)) {
            assertThatThrownBy(() -> scene.again(scene.server().port()))
                    .isInstanceOfSatisfying(
                            UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PORT_UNAVAILABLE));
        }
    }
}
