package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whom the door lets in, and what a request is called behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTest {
    private static final String MODEL = "/v1/tasks/listing-scam/model";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final NewToken SHOP = NewToken.create("shop", new Random(11));
    private static final NewToken DESK = NewToken.create("desk", new Random(12));

    private Path file;
    private ServingScene scene;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        file = folder.resolve("tokens");
        Files.writeString(file, "# who may call\n" + SHOP.line() + "\n");
        scene = ServingScene.withTokens(folder, file);
    }

    @AfterAll
    void end() {
        scene.close();
        assertThat(scene.log()).doesNotContain(SHOP.token(), DESK.token());
    }

    private HttpRequest.Builder with(NewToken token, String path) {
        return scene.request(path).header("Authorization", "Bearer " + token.token());
    }

    private static void unauthorized(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.toString()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        JsonNode problem = ServingScene.json(response);
        assertThat(problem.path("code").asString()).isEqualTo("unauthorized");
        assertThat(problem.path("requestId").asString())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void everyRouteOfTheRouterNeedsATokenButTheTwoProbes() {
        List<Routes.Route> routes = scene.server().routes();
        assertThat(routes).hasSizeGreaterThanOrEqualTo(8);
        assertThat(routes.stream().map(Routes.Route::address)).containsAll(TokenCheck.OPEN);
        for (Routes.Route route : routes) {
            String path = route.address().replace("{task}", "listing-scam").replaceAll("\\{\\w+}", "x-1");
            HttpRequest.BodyPublisher body = route.method().equals("POST")
                    ? HttpRequest.BodyPublishers.ofString("{\"secret\":1}")
                    : HttpRequest.BodyPublishers.noBody();
            if (TokenCheck.OPEN.contains(route.address())) {
                assertThat(scene.send(scene.request(path).method(route.method(), body))
                                .statusCode())
                        .isEqualTo(200);
            } else {
                unauthorized(scene.send(scene.request(path).method(route.method(), body)));
                unauthorized(scene.send(with(DESK, path).method(route.method(), body)));
                assertThat(scene.send(with(SHOP, path).method(route.method(), body))
                                .statusCode())
                        .as(route.toString())
                        .isNotEqualTo(401);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/v2/health/live/",
                "/v2/health//live",
                "/v2/health/%6cive",
                "/v2/health/live/../../../metrics",
                "/v2/health/live;x=/../ready",
                "/V2/health/live",
            })
    void whatIsNotTheProbesOwnAddressNeedsATokenToo(String path) throws Exception {
        assertThat(scene.raw(head("GET " + path + " HTTP/1.1", "Connection: close")))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).startsWith("HTTP/1.1 401 "),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 400 "));
    }

    @Test
    void aStrangersBodyIsNotReadFirst() throws Exception {
        assertThat(scene.raw(head(
                        "POST /v1/tasks/listing-scam/predictions HTTP/1.1",
                        "Content-Type: application/json",
                        "Content-Length: 8000000")))
                .as("the body never comes, the answer does")
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void twoTokensInOneRequestAreNone() throws Exception {
        assertThat(scene.raw(head(
                        "GET " + MODEL + " HTTP/1.1",
                        "Connection: close",
                        "Authorization: Bearer " + SHOP.token(),
                        "Authorization: Bearer x")))
                .startsWith("HTTP/1.1 401 ");
    }

    private static byte[] head(String... lines) {
        return (String.join("\r\n", lines) + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aFileThatChangesIsReadAgainAndABrokenOneChangesNothing() throws Exception {
        String before = Files.readString(file);
        try {
            Files.writeString(file, before + DESK.line() + "\n");
            unauthorized(scene.send(with(DESK, MODEL)));
            scene.repetition().intervalIsOver();
            assertThat(scene.send(with(DESK, MODEL)).statusCode()).isEqualTo(200);
            assertThat(scene.send(with(SHOP, MODEL)).statusCode()).isEqualTo(200);

            Files.writeString(file, DESK.line() + "\n");
            scene.repetition().intervalIsOver();
            unauthorized(scene.send(with(SHOP, MODEL)));

            Files.writeString(file, "canary-of-a-token-in-the-wrong-file\n");
            scene.repetition().intervalIsOver();
            scene.repetition().intervalIsOver();
            assertThat(scene.send(with(DESK, MODEL)).statusCode()).isEqualTo(200);
            assertThat(scene.log().lines().filter(line -> line.contains("tokens-broken")))
                    .as("told once")
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("line 1").doesNotContain("canary"));
        } finally {
            Files.writeString(file, before);
            scene.repetition().intervalIsOver();
        }
    }

    /** The line is written when the answer has been sent, which the caller may read before. */
    private JsonNode logged(String requestId) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<JsonNode> line = found(requestId);
        while (line.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
            line = found(requestId);
        }
        return line.orElseThrow();
    }

    private Optional<JsonNode> found(String requestId) {
        return scene.log()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(line -> line.path("event").asString().equals("request")
                        && line.path("requestId").asString().equals(requestId))
                .findFirst();
    }

    @Test
    void aRequestKeepsItsIdAndItsTrace() {
        HttpResponse<String> response = scene.send(with(SHOP, MODEL)
                .header("X-Request-Id", "order-17.a_B")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        assertThat(response.headers().firstValue("X-Request-Id")).contains("order-17.a_B");
        JsonNode line = logged("order-17.a_B");
        assertThat(line.path("traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(response.headers().firstValue("traceresponse"))
                .contains("00-4bf92f3577b34da6a3ce929d0e0e4736-"
                        + line.path("spanId").asString() + "-01");
        assertThat(line.path("owner").asString()).isEqualTo("shop");
        assertThat(line.path("method").asString()).isEqualTo("GET");
        assertThat(line.path("route").asString()).isEqualTo("/v1/tasks/{task}/model");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("micros").asLong()).isPositive();
        assertThat(line.path("level").asString()).isEqualTo("info");
    }

    @Test
    void idsThatAreNoneAreReplacedAndNeverLogged() {
        for (String id : List.of("canary 1", "canary\"2", "canary/3", "canary-" + "4".repeat(122))) {
            HttpResponse<String> response =
                    scene.send(with(SHOP, MODEL).header("X-Request-Id", id).header("traceparent", "00-canary-00"));
            assertThat(response.headers().firstValue("X-Request-Id").orElseThrow())
                    .matches("[0-9a-f]{32}");
            assertThat(response.headers().firstValue("traceresponse")).isEmpty();
        }
        assertThat(scene.log()).doesNotContain("canary 1", "canary\\\"2", "canary/3", "4".repeat(40), "00-canary");
    }

    @Test
    void aProblemAndItsLineInTheLogShareTheRequestsId() {
        HttpResponse<String> response =
                scene.send(with(SHOP, "/v1/tasks/nothing/model").header("X-Request-Id", "lost-1"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(ServingScene.json(response).path("requestId").asString()).isEqualTo("lost-1");
        assertThat(scene.log().lines().filter(line -> line.contains("request-refused") && line.contains("lost-1")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("unknown-task", "\"level\":\"warn\""));
    }
}
