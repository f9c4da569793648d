package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Bad requests: a stable code, nothing logged, no 500, and no word of ours that helps an attacker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpRefusalsTest {
    private static final String ADDRESS = "/v1/tasks/listing-scam/predictions";
    private static final String CANARY = "canary-7f3a";

    private ServingScene scene;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        scene = ServingScene.on(
                folder, new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(5)));
    }

    @AfterAll
    void end() {
        scene.close();
    }

    @AfterEach
    void nothingIsLoggedAndTheServerIsWell() {
        assertThat(scene.get(ADDRESS + "/" + CANARY).statusCode()).isEqualTo(404);
        assertThat(scene.get("/v2/health/ready").statusCode()).isEqualTo(200);
        assertThat(scene.log()).doesNotContain(CANARY, "\"status\":5", "\tat ");
        assertThat(scene.log().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    private static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = ServingScene.json(response);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").asString())
                .isNotEmpty()
                .doesNotContain("Exception", "dev.understudy", "/tmp", ".java");
    }

    private static String event(String input) {
        return "{\"id\":\"" + CANARY + "\",\"time\":\"2025-02-20T00:00:00Z\",\"input\":" + input + "}";
    }

    /** A caller that sends everything before it listens must find the answer, not a broken connection. */
    @Test
    void theAnswerToABodyThatIsTooLongArrivesThoughTheCallerSendsAllOfItFirst() throws Exception {
        for (String length : List.of("Content-Length: " + (9 << 20), "Transfer-Encoding: chunked")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), scene.port())) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST " + ADDRESS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 9; i++) {
                    if (length.startsWith("Transfer")) {
                        out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write(megabyte);
                    if (length.startsWith("Transfer")) {
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }
                String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                assertThat(answer).as(length).isEqualTo("HTTP/1.1 413");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"price\":1",
                "{\"price\":NaN}",
                "{\"price\":1,\"price\":2}",
                "{\"city\":\"\\u0000\"}",
                "{\"city\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"price\":01}",
                "{\"a\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}}",
            })
    void whatIsNotProperJsonIsMalformed(String input) {
        refused(scene.predict(event(input)), 400, "malformed-request");
    }

    @Test
    void hugeNumbersAndWhatFollowsTheEndAreMalformed() {
        refused(scene.predict(event("{\"price\":" + "9".repeat(200) + "}")), 400, "malformed-request");
        refused(scene.predict(event("{}") + "{}"), 400, "malformed-request");
        refused(scene.predict(""), 400, "malformed-request");
        refused(scene.predict("[".repeat(10_000)), 400, "malformed-request");
        refused(scene.predict("{\"a\":".repeat(10_000)), 400, "malformed-request");
        HttpRequest.Builder latin = scene.request(ADDRESS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        event("{\"city\":\"é\"}").getBytes(StandardCharsets.ISO_8859_1)));
        refused(scene.send(latin), 400, "malformed-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"price\":\"cheap\"}           | data-invalid    | price: expected a number",
                "{\"price\":1e400}               | data-invalid    | price: expected a number",
                "{\"price\":true}                | data-invalid    | price: expected a number",
                "{\"price\":{\"a\":1}}           | invalid-request | \"price\": expected a number, a text",
                "{\"seller\":\"a\\u0007b\"}      | data-invalid    | cluster: expected 1 to 200 printable",
                "[]                              | invalid-request | input: expected an object",
            })
    void anInputThatCannotBeTakenIsNamed(String input, String code, String detail) {
        HttpResponse<String> response = scene.predict(event(input));
        refused(response, 422, code);
        assertThat(ServingScene.json(response).path("detail").asString()).startsWith(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"id\":\"canary-7f3a\",\"input\":{}}                                       | data-invalid",
                "{\"time\":\"2025-02-20\",\"input\":{}}                                      | data-invalid",
                "{\"id\":\"canary-7f3a\",\"time\":\"yesterday\",\"input\":{}}                | data-invalid",
                "{\"id\":\"canary-7f3a\",\"time\":\"+11000-01-01T00:00:00Z\",\"input\":{}}   | data-invalid",
                "{\"id\":7,\"time\":\"2025-02-20\",\"input\":{}}                             | invalid-request",
                "{\"id\":\"canary-7f3a\",\"time\":\"2025-02-20\"}                            | invalid-request",
                "{\"id\":\"canary-7f3a\",\"time\":\"2025-02-20\",\"input\":{},\"more\":1}    | invalid-request",
                "{\"events\":[]}                                                             | invalid-request",
                "{\"events\":{}}                                                             | invalid-request",
                "{\"events\":[1]}                                                            | invalid-request",
                "{}                                                                          | invalid-request",
                "[]                                                                          | invalid-request",
            })
    void anEventThatIsNoneIsRefused(String body, String code) {
        refused(scene.predict(body), 422, code);
    }

    @Test
    void moreThanTenThousandEventsAreTooMany() {
        String events = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> "{\"id\":\"e" + i + "\",\"time\":\"2025-02-20\",\"input\":{}}")
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
        refused(scene.predict(events), 422, "invalid-request");
        assertThat(scene.get(ADDRESS + "/e0").statusCode()).isEqualTo(404);
    }

    @Test
    void otherAddressesMethodsAndTypesAreToldApart() {
        refused(scene.get("/v1/nothing"), 404, "not-found");
        refused(scene.get("/v1/tasks/no-such-task/model"), 404, "unknown-task");
        refused(scene.get("/v1/tasks/..%2f..%2fetc/model"), 404, "not-found");
        refused(scene.post("/v1/tasks/no-such-task/predictions", event("{}")), 404, "unknown-task");
        HttpResponse<String> method = scene.get(ADDRESS);
        refused(method, 405, "method-not-allowed");
        assertThat(method.headers().firstValue("Allow")).contains("POST");
        refused(
                scene.send(scene.request(ADDRESS).POST(HttpRequest.BodyPublishers.ofString(event("{}")))),
                415,
                "unsupported-media-type");
        refused(
                scene.send(scene.request(ADDRESS)
                        .header("Content-Type", "application/json; charset=utf-16")
                        .POST(HttpRequest.BodyPublishers.ofString(event("{}")))),
                415,
                "unsupported-media-type");
    }

    /** A body behind a head that was asked for alone is taken for the next answer on that connection. */
    @Test
    void whoAsksForTheHeadAloneGetsNoBody() throws Exception {
        String first = "HEAD /v2/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String last = "HEAD /v1/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        String answers = scene.raw(ascii(first + last));
        assertThat(answers.split("\r\n\r\n"))
                .as(answers)
                .satisfiesExactly(
                        answer -> assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: GET"),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 404 "));
    }

    private static byte[] gzip(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> packed(byte[] body, String encoding) {
        return scene.send(scene.request(ADDRESS)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    @Test
    void aPackedBodyIsReadAndItsLimitHoldsUnpacked() throws Exception {
        refused(packed(gzip(event("{\"price\":\"cheap\"}")), "gzip"), 422, "data-invalid");
        refused(packed(gzip(" ".repeat(9 << 20)), "gzip"), 413, "body-too-large");
        refused(packed(event("{}").getBytes(StandardCharsets.UTF_8), "gzip"), 400, "malformed-request");
        refused(packed(event("{}").getBytes(StandardCharsets.UTF_8), "br"), 415, "unsupported-media-type");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String post(String headers) {
        return "POST " + ADDRESS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                + "\r\n";
    }

    @Test
    void aBodyThatSaysItIsTooLongIsRefusedUnread() throws Exception {
        assertThat(scene.raw(ascii(post("Content-Length: 8388609\r\n"))))
                .startsWith("HTTP/1.1 413 ")
                .contains("body-too-large");
        assertThat(scene.raw(ascii(post("Transfer-Encoding: chunked\r\n") + "7fffffff\r\nabc")))
                .startsWith("HTTP/1.1 ")
                .doesNotStartWith("HTTP/1.1 5");
    }

    @Test
    void requestsThatContradictThemselvesAreMalformed() throws Exception {
        assertThat(scene.raw(ascii(post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n") + "{}")))
                .startsWith("HTTP/1.1 400 ");
        assertThat(scene.raw(ascii(post("Content-Length: 2\r\nContent-Length: 3\r\n") + "{}x")))
                .startsWith("HTTP/1.1 400 ");
        assertThat(scene.raw(ascii(post("X-Flood: " + "a".repeat(40_000) + "\r\n"))))
                .startsWith("HTTP/1.1 400 ");
        assertThat(scene.raw(ascii("NONSENSE\r\n\r\n"))).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aBodyThatNeverComesIsNotWaitedForWithoutEnd() throws Exception {
        // the reply may be cut with the connection: what counts is that reading ends
        assertThat(scene.raw(ascii(post("Content-Length: 20\r\n") + "{\"id\":")))
                .doesNotContain("200 OK");
    }
}
