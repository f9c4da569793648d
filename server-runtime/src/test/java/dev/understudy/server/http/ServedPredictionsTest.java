package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.Origin;
import dev.understudy.engine.traffic.Score;
import dev.understudy.engine.traffic.TrafficQuery;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is answered, what is logged, and what a simulation makes of it. */
class ServedPredictionsTest {
    private static final TaskName TASK = new TaskName(ServingScene.TASK);

    @TempDir
    Path folder;

    private ServingScene scene;

    @BeforeEach
    void serve() throws Exception {
        scene = ServingScene.on(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private List<LoggedEvent> log() {
        List<LoggedEvent> events = new ArrayList<>();
        new JdbiTrafficReader(scene.engine().database())
                .read(
                        new TrafficQuery(
                                TASK,
                                new TimeWindow(
                                        Instant.parse("2025-02-15T00:00:00Z"), Instant.parse("2025-04-01T00:00:00Z")),
                                scene.engine().clock().instant(),
                                new Maturity.WhenKnown(),
                                Optional.of(new VersionName("v1"))),
                        RunControl.UNWATCHED,
                        events::add);
        return events;
    }

    /** Serves every event that was not imported: the first ones singly, the others in calls of fifty. */
    private Map<String, Double> serveAll() {
        List<FileRow> rows = scene.unseen();
        List<HttpResponse<String>> responses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            responses.add(scene.predict(rows.get(i).json(i % 2 == 0)));
        }
        for (int i = 100; i < rows.size(); i += 50) {
            boolean texts = i % 100 == 0;
            responses.add(scene.predict(rows.subList(i, Math.min(i + 50, rows.size())).stream()
                    .map(row -> row.json(texts))
                    .collect(Collectors.joining(",", "{\"events\":[", "]}"))));
        }
        Map<String, Double> scores = new HashMap<>();
        for (HttpResponse<String> response : responses) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            ServingScene.json(response)
                    .path("predictions")
                    .forEach(prediction -> scores.put(
                            prediction.path("id").asString(),
                            prediction.path("score").doubleValue()));
        }
        return scores;
    }

    @Test
    void answerLogAndReplayAreTheSameNumberBitForBit() {
        Map<String, Double> answered = serveAll();
        int all = scene.unseen().size();
        Map<String, Double> logged = new HashMap<>();
        for (LoggedEvent event : log()) {
            assertThat(event.prediction().orElseThrow().origin()).isEqualTo(Origin.SERVED);
            logged.put(
                    event.event().id(),
                    ((Score.Single) event.prediction().orElseThrow().score()).value());
        }
        assertThat(answered).hasSize(all).isEqualTo(logged); // Double.equals compares bits
        String outcomes = scene.unseen().stream()
                .map(row -> "{\"id\":\"" + row.get("id") + "\",\"outcome\":\"" + row.get("scam") + "\",\"knownAt\":\""
                        + row.get("known_at") + "\"}")
                .collect(Collectors.joining(",", "{\"outcomes\":[", "]}"));
        JsonNode recorded = ServingScene.json(scene.post("/v1/tasks/listing-scam/outcomes", outcomes));
        assertThat(recorded.path("outcomes").asInt()).isEqualTo(all);
        assertThat(recorded.path("unmatched").asInt()).isZero();
        scene.close();

        scene.commands().json("train", "--task", "listing-scam", "--as-of", "2025-02-15", "--set", "seed=8");
        JsonNode simulation = scene.commands()
                .json(
                        "simulate",
                        "--task",
                        "listing-scam",
                        "--candidate",
                        "v2",
                        "--from",
                        "2025-02-15",
                        "--to",
                        "2025-03-02");
        assertThat(simulation.path("live").asString()).isEqualTo("v1");
        assertThat(simulation.path("events").asInt()).isEqualTo(all);
        assertThat(simulation.path("origins").path("served").asInt()).isEqualTo(all);
        assertThat(simulation.path("parity").path("checked").asInt()).isEqualTo(all);
        assertThat(simulation.path("parity").path("identical").asInt()).isEqualTo(all);
        assertThat(simulation.path("outcomes").path("known").asInt()).isEqualTo(all);
    }

    @Test
    void anEventByHttpIsTheOneOfTheFile() throws Exception {
        FileRow row = scene.unseen().getFirst();
        assertThat(scene.predict(row.json(false)).statusCode()).isEqualTo(200);
        scene.close();
        JsonNode imported = scene.commands()
                .json(
                        "import",
                        "--task",
                        "listing-scam",
                        "--file",
                        folder.resolve("files/events.csv").toString());
        // every event of the file but the imported ones and the served one
        assertThat(imported.path("events").asInt()).isEqualTo(scene.unseen().size() - 1);
        assertThat(imported.path("rejected").asInt()).isZero();
    }

    @Test
    void theSameEventAgainGetsTheSameAnswerAndIsLoggedOnce() {
        String event = scene.unseen().getFirst().json(false);
        HttpResponse<String> first = scene.predict(event);
        HttpResponse<String> again = scene.predict(scene.unseen().getFirst().json(true));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(log()).hasSize(1);
        assertThat(scene.get("/metrics").body()).contains("result=\"ok\",task=\"listing-scam\",version=\"v1\"} 1.0");
    }

    @Test
    void aRetryAfterAnotherReleaseGetsTheFirstAnswer() {
        String event = scene.unseen().getFirst().json(false);
        HttpResponse<String> first = scene.predict(event);
        scene.close();
        scene.commands().json("train", "--task", "listing-scam", "--as-of", "2025-02-15", "--set", "seed=8");
        for (String environment : List.of("staging", "production")) {
            scene.commands()
                    .json(
                            "release",
                            "--task",
                            "listing-scam",
                            "--version",
                            "v2",
                            "--environment",
                            environment,
                            "--overrule",
                            "second");
        }
        scene = scene.reopened();
        assertThat(ServingScene.json(scene.get("/v1/tasks/listing-scam/model"))
                        .path("version")
                        .asString())
                .isEqualTo("v2");
        assertThat(scene.predict(event).body()).isEqualTo(first.body()).contains("\"version\":\"v1\"");
    }

    @Test
    void anIdWithOtherContentIsAConflictAndChangesNothing() {
        FileRow row = scene.unseen().getFirst();
        scene.predict(row.json(false));
        FileRow other = row.with("price", "1.5");
        HttpResponse<String> refused =
                scene.predict("{\"events\":[" + scene.unseen().get(1).json(false) + "," + other.json(false) + "]}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(ServingScene.json(refused).path("code").asString()).isEqualTo("event-conflict");
        assertThat(ServingScene.json(refused).path("index").asInt()).isEqualTo(1);
        assertThat(log()).hasSize(1);
    }

    @Test
    void oneBadEventRefusesTheWholeCall() {
        FileRow bad = scene.unseen().get(1).with("price", "\"cheap\"");
        HttpResponse<String> refused =
                scene.predict("{\"events\":[" + scene.unseen().getFirst().json(false) + "," + bad.json(false) + "]}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(ServingScene.json(refused).path("index").asInt()).isEqualTo(1);
        assertThat(ServingScene.json(refused).path("detail").asString()).startsWith("price: expected a number");
        assertThat(log()).isEmpty();
        assertThat(scene.log()).doesNotContain("cheap");
    }

    @Test
    void whatIsMissingOrUnseenIsAValueAndWhatIsExtraIsKept() {
        HttpResponse<String> response = scene.predict(
                "{\"id\":\"a\",\"time\":\"2025-02-20\",\"input\":{\"city\":\"Atlantis\",\"photos\":null,\"extra\":true}}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode logged = ServingScene.json(scene.get("/v1/tasks/listing-scam/predictions/a"));
        assertThat(logged.path("input").toString()).isEqualTo("{\"city\":\"Atlantis\",\"extra\":\"true\"}");
        assertThat(logged.path("cluster").isNull()).isTrue();
        assertThat(logged.path("predictions").get(0).path("score"))
                .isEqualTo(
                        ServingScene.json(response).path("predictions").get(0).path("score"));
    }

    @Test
    void outcomesAreKeptAsRevisions() {
        scene.predict(scene.unseen().getFirst().json(false));
        String id = scene.unseen().getFirst().get("id");
        String address = "/v1/tasks/listing-scam/outcomes";
        String first = "{\"outcomes\":[{\"id\":\"" + id + "\",\"outcome\":\"no\",\"knownAt\":\"2025-02-17\"}]}";
        assertThat(scene.post(address, first).body()).isEqualTo("{\"outcomes\":1,\"duplicates\":0,\"unmatched\":0}");
        assertThat(scene.post(address, first).body()).isEqualTo("{\"outcomes\":0,\"duplicates\":1,\"unmatched\":0}");
        assertThat(scene.post(address, first.replace("no\"", "yes\"").replace("17", "18"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(log().getFirst().outcome().orElseThrow().value()).isEqualTo("yes");
        JsonNode shown = ServingScene.json(scene.get("/v1/tasks/listing-scam/predictions/" + id))
                .path("outcomes");
        assertThat(shown.get(0).toString()).isEqualTo("{\"outcome\":\"no\",\"knownAt\":\"2025-02-17T00:00:00Z\"}");
        assertThat(shown.get(1).toString()).isEqualTo("{\"outcome\":\"yes\",\"knownAt\":\"2025-02-18T00:00:00Z\"}");
        assertThat(scene.post(address, "{\"outcomes\":[{\"id\":\"later\",\"outcome\":\"no\"},{\"id\":\"x\"}]}")
                        .body())
                .contains("\"status\":422", "\"index\":1");
        assertThat(scene.post(address, "{\"outcomes\":[{\"id\":\"later\",\"outcome\":\"no\"}]}")
                        .body())
                .contains("\"unmatched\":1");
    }
}
