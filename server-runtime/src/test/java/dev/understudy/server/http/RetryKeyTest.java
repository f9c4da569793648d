package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same key is the same call. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryKeyTest {
    private static final String UNNAMED =
            "{\"events\":[{\"time\":\"2025-02-20\",\"input\":{\"price\":1}},{\"time\":\"2025-02-20\",\"input\":{\"price\":2}}]}";

    private ServingScene scene;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        scene = ServingScene.on(folder);
    }

    @AfterAll
    void end() {
        scene.close();
    }

    private HttpResponse<String> predict(String key, String body) {
        return scene.send(scene.request("/v1/tasks/listing-scam/predictions")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static void conflict(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
        assertThat(ServingScene.json(response).path("code").asString()).isEqualTo("event-conflict");
    }

    @Test
    void eventsWithoutIdsAreNamedByTheKeySoThatARetryIsSafe() {
        HttpResponse<String> first = predict("a", UNNAMED);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        String id = ServingScene.json(first).path("predictions").get(1).path("id").asString();
        assertThat(id).matches("k-[0-9a-f]{32}-1");
        assertThat(predict("a", UNNAMED).body()).isEqualTo(first.body());
        assertThat(ServingScene.json(scene.get("/v1/tasks/listing-scam/predictions/" + id))
                        .path("predictions")
                        .size())
                .isEqualTo(1);
        conflict(predict("a", UNNAMED.replace(":2}", ":3}")));
        assertThat(predict("b", UNNAMED).body()).isNotEqualTo(first.body());
    }

    @Test
    void withIdsInTheBodyTheKeyIsAFurtherCheck() {
        String body = "{\"id\":\"named\",\"time\":\"2025-02-20\",\"input\":{\"price\":1}}";
        HttpResponse<String> first = predict("c", body);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(predict("c", body).body()).isEqualTo(first.body());
        conflict(predict("c", body.replace("named", "other")));
        assertThat(scene.get("/v1/tasks/listing-scam/predictions/other").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCallThatIsRefusedLeavesItsKeyFree() {
        assertThat(predict("d", UNNAMED.replace(":2}", ":\"cheap\"}")).statusCode())
                .isEqualTo(422);
        assertThat(predict("d", UNNAMED).statusCode()).isEqualTo(200);
    }

    @Test
    void anInferenceMayBeNamedByTheKeyToo() {
        String inputs =
                "{\"inputs\":[{\"name\":\"price\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[9]}]}";
        HttpRequest.Builder request = scene.request("/v2/models/listing-scam/infer")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "e")
                .POST(HttpRequest.BodyPublishers.ofString(inputs));
        HttpResponse<String> first = scene.send(request);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(scene.send(request).body()).isEqualTo(first.body());
    }
}
