package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A job is its token's own: to any other it is not there, and neither are its keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnedJobsTest {
    private static final NewToken SHOP = NewToken.create("shop", new Random(21));
    private static final NewToken DESK = NewToken.create("desk", new Random(22));

    private ServingScene scene;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tokens");
        Files.writeString(file, SHOP.line() + "\n" + DESK.line() + "\n");
        scene = ServingScene.withTokens(folder, file);
    }

    @AfterAll
    void end() {
        scene.close();
    }

    private HttpRequest.Builder by(NewToken token, String path) {
        return scene.request(path).header("Authorization", "Bearer " + token.token());
    }

    private String submitted(NewToken token, String key, int price) {
        HttpResponse<String> response = scene.send(by(token, "/v1/tasks/listing-scam/jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"time\":\"2025-02-20\",\"input\":{\"price\":" + price + "}}")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static JsonNode notThere(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
        ObjectNode problem = (ObjectNode) ServingScene.json(response);
        assertThat(problem.path("code").asString()).isEqualTo("unknown-id");
        return problem.without("requestId");
    }

    @Test
    void anothersJobIsAnsweredAsOneThatIsNotThere() {
        String job = submitted(SHOP, "order-1", 900);
        String none = "/v1/jobs/j-" + "0".repeat(26);
        JsonNode unknown = notThere(scene.send(by(DESK, none)));
        assertThat(notThere(scene.send(by(DESK, job)))).isEqualTo(unknown);
        assertThat(notThere(scene.send(by(DESK, job).DELETE()))).isEqualTo(unknown);

        HttpResponse<String> own = scene.send(by(SHOP, job));
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(ServingScene.json(own).path("state").asString())
                .as("what another wanted to take back")
                .isEqualTo("queued");
        assertThat(scene.send(by(SHOP, job).DELETE()).statusCode()).isEqualTo(200);
    }

    @Test
    void theSameKeyOfTwoTokensIsTwoKeys() {
        String shops = submitted(SHOP, "order-2", 900);
        String desks = submitted(DESK, "order-2", 1_100);
        assertThat(desks).isNotEqualTo(shops);
        assertThat(submitted(SHOP, "order-2", 900)).isEqualTo(shops);
        notThere(scene.send(by(SHOP, desks)));
    }
}
