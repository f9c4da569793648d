package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.command.CommandScene;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of served predictions: kept or not, written for other tools, and deleted when it is old. */
@Timeout(120)
class LogCommandsTest {
    private static final String PREDICTIONS = "/v1/tasks/" + ServingScene.TASK + "/predictions";

    @TempDir
    Path folder;

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpRequest.Builder to(ServedProcess server, String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    private static void awaitReady(ServedProcess server) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (send(to(server, "/v2/health/ready")).statusCode() != 200) {
            assertThat(System.nanoTime()).as("not ready in time").isLessThan(end);
        }
    }

    private static JsonNode predicted(ServedProcess server, String id) throws Exception {
        HttpResponse<String> response = send(to(server, PREDICTIONS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"id\":\"" + id + "\",\"time\":\"2025-02-20\",\"input\":{\"price\":900}}")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServingScene.json(response).path("predictions").path(0);
    }

    /** The exported lines. */
    private static List<String> exported(CommandScene commands, String format) {
        CommandScene.Result result = commands.run(
                "export",
                "predictions",
                "--task",
                ServingScene.TASK,
                "--from",
                "2025-02-20",
                "--to",
                "2025-02-21",
                "--format",
                format,
                "--out",
                "-");
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out().lines().toList();
    }

    @Test
    void whatIsServedIsExportedAndWithoutALogNothingIsKept() throws Exception {
        CommandScene commands = ServingScene.released(folder);
        JsonNode kept;
        try (ServedProcess server = ServedProcess.start(commands.workspace(), folder.resolve("kept.log"))) {
            awaitReady(server);
            kept = predicted(server, "kept");
            server.terminate();
            assertThat(server.awaitEnd()).isEqualTo(143);
        }
        try (ServedProcess server = ServedProcess.start(commands.workspace(), folder.resolve("lost.log"), "--no-log")) {
            awaitReady(server);
            // the same model without the log: the same number
            assertThat(predicted(server, "lost").path("score")).isEqualTo(kept.path("score"));
            assertThat(send(to(server, "/metrics")).body()).contains("understudy_log_kept 0.0");
            assertThat(send(to(server, PREDICTIONS + "/lost")).statusCode()).isNotEqualTo(200);
            server.terminate();
            assertThat(server.awaitEnd()).isEqualTo(143);
        }

        List<String> lines = exported(commands, "jsonl");
        assertThat(lines).hasSize(1);
        JsonNode row = JsonMapper.shared().readTree(lines.getFirst());
        assertThat(row.toString()).contains("\"kept\"").doesNotContain("\"lost\"");
        assertThat(row.findValue("score")).isEqualTo(kept.path("score"));
        List<String> table = exported(commands, "csv");
        assertThat(table).hasSize(2);
        assertThat(table.get(1)).contains("kept", kept.path("score").asString());
        Path parquet = folder.resolve("predictions.parquet");
        assertThat(commands.json(
                                "export",
                                "predictions",
                                "--task",
                                ServingScene.TASK,
                                "--from",
                                "2025-02-20",
                                "--to",
                                "2025-02-21",
                                "--format",
                                "parquet",
                                "--out",
                                parquet.toString())
                        .path("rows")
                        .asInt())
                .isEqualTo(1);
        assertThat(Files.size(parquet)).isPositive();
    }

    @Test
    void oldDaysAreDeletedOnceTheTaskFileSaysSo() throws Exception {
        CommandScene commands = ServingScene.initialised(folder);
        commands.json(
                "import",
                "--task",
                ServingScene.TASK,
                "--file",
                folder.resolve("files/events.csv").toString());
        JsonNode without = commands.json("prune", "--task", ServingScene.TASK);
        assertThat(without.path("before").isNull()).isTrue();
        assertThat(without.path("events").asInt()).isZero();

        Path task = commands.workspace().resolve("tasks/" + ServingScene.TASK + ".yaml");
        Files.writeString(task, Files.readString(task) + "\nlog: {retention: P300D}\n");
        JsonNode planned = commands.json("prune", "--task", ServingScene.TASK, "--dry-run");
        assertThat(planned.path("deleted").asBoolean()).isFalse();
        assertThat(planned.path("events").asInt()).isPositive();
        JsonNode pruned = commands.json("prune", "--task", ServingScene.TASK);
        assertThat(pruned.path("deleted").asBoolean()).isTrue();
        assertThat(pruned.path("events")).isEqualTo(planned.path("events"));
        assertThat(commands.json("prune", "--task", ServingScene.TASK)
                        .path("events")
                        .asInt())
                .isZero();
    }
}
