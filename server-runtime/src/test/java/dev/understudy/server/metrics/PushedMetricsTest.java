package dev.understudy.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.server.command.CommandScene;
import dev.understudy.server.command.RentalFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduled retraining leaves with a Pushgateway. */
final class PushedMetricsTest {
    private static final String T = "listing-scam";

    @TempDir
    private Path folder;

    private CommandScene scene;

    /** What came in. */
    private record Push(String method, String path, String body) {}

    @BeforeEach
    void begin() throws IOException {
        Path events = RentalFile.write(folder.resolve("files"), 2000);
        Path task = events.resolveSibling("task.yaml");
        Files.writeString(task, Files.readString(task).replace("trees: 60", "trees: 5"));
        scene = new CommandScene(folder.resolve("workspace"));
        scene.runPlain("init", scene.workspace().toString(), "--task", task.toString());
        scene.json("import", "--task", T, "--file", events.toString());
    }

    private CommandScene.Result retrain(String gateway) {
        return scene.run(
                "retrain", "--task", T, "--as-of", "2025-03-20", "--setting", "metrics.pushgateway=" + gateway);
    }

    @Test
    void aRetrainingLeavesItsTimeAndItsVerdict() throws IOException {
        List<Push> pushes = new CopyOnWriteArrayList<>();
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            pushes.add(new Push(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        gateway.start();
        try {
            String address = "http://127.0.0.1:" + gateway.getAddress().getPort() + "/prefix";

            CommandScene.Result first = retrain(address);
            CommandScene.Result again = retrain(address);

            assertThat(first.exit()).as(first.err()).isZero();
            assertThat(first.json().path("metricsPushed").asBoolean()).isTrue();
            String decision = first.json().path("verdict").path("decision").asString();
            assertThat(pushes).hasSize(2).allSatisfy(push -> {
                assertThat(push.method()).isEqualTo("POST");
                assertThat(push.path()).isEqualTo("/prefix/metrics/job/understudy-retrain/task/listing-scam");
                assertThat(push.body())
                        .containsPattern("understudy_retrain_last_success_timestamp_seconds\\{task=\"listing-scam\"} "
                                + "1\\.[0-9]+E9")
                        .contains("understudy_simulation_verdict{decision=\"" + decision
                                + "\",task=\"listing-scam\"} 1.0");
                assertThat(push.body().lines().filter(line -> line.startsWith("understudy_simulation_verdict")))
                        .hasSize(3);
            });
            assertThat(pushes.getFirst().body())
                    .containsPattern("understudy_retrain_seconds\\{task=\"listing-scam\"} [0-9]");
            assertThat(again.json().path("repeated").asBoolean()).isTrue();
            assertThat(pushes.getLast().body()).doesNotContain("understudy_retrain_seconds");
        } finally {
            gateway.stop(0);
        }
    }

    @Test
    void aGatewayThatIsAwayFailsNothing() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        CommandScene.Result done = retrain("http://127.0.0.1:" + port);

        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(done.json().path("metricsPushed").asBoolean(true)).isFalse();
        assertThat(done.err()).containsPattern("could not leave the metrics: .*Connection refused");
    }

    @Test
    void anAddressWithAPasswordIsRefusedAndNotRepeated() {
        CommandScene.Result done = retrain("http://ann:hunter2@pushgateway:9091");

        assertThat(done.exit()).isEqualTo(3);
        assertThat(done.err())
                .contains("metrics.pushgateway: expected an address")
                .doesNotContain("hunter2");
        assertThat(scene.json("models", "--task", T).path("models")).isEmpty();
    }

    /** The real one, where it is installed (Debian: prometheus-pushgateway). */
    @Test
    void aRealPushgatewayTakesThem() throws Exception {
        PushgatewayProcess.assumeInstalled();
        try (PushgatewayProcess gateway = PushgatewayProcess.start();
                HttpClient client = HttpClient.newHttpClient()) {
            CommandScene.Result done = retrain(gateway.address());

            assertThat(done.json().path("metricsPushed").asBoolean())
                    .as(done.err())
                    .isTrue();
            String page = client.send(
                            HttpRequest.newBuilder(URI.create(gateway.address() + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(page)
                    .contains(
                            "understudy_retrain_last_success_timestamp_seconds{instance=\"\",job=\"understudy-retrain\","
                                    + "task=\"listing-scam\"}");
        }
    }
}
