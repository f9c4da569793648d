package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.jobs.JobWorker;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API and the server say the same, both ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final String EVENT = "{\"id\":\"ID\",\"time\":\"2025-02-20T00:00:00Z\",\"input\":{\"price\":900}}";
    private static final String TENSORS =
            "{\"id\":\"ID\",\"inputs\":[{\"name\":\"price\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[900]}]}";

    private ServingScene scene;
    private ApiDocument document;
    private final Set<String> succeeded = new TreeSet<>();
    private final Set<String> failed = new TreeSet<>();

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        scene = ServingScene.on(folder);
        document = new ApiDocument(scene.get("/openapi.json").body());
    }

    @AfterAll
    void end() {
        scene.close();
    }

    @Test
    void everyRouteIsInTheDocumentAndTheOtherWayRound() {
        Set<String> routes = new TreeSet<>();
        scene.server().routes().forEach(route -> routes.add(route.method() + " " + route.address()));
        assertThat(document.operations()).isEqualTo(routes).hasSizeGreaterThan(15);
    }

    @Test
    void theParametersOfEachAddressAreDescribedAndTheExamplesAreAsTheySay() {
        for (String operation : document.operations()) {
            Set<String> named = new TreeSet<>();
            Matcher matcher = Pattern.compile("\\{(\\w+)}").matcher(operation);
            while (matcher.find()) {
                named.add(matcher.group(1));
            }
            assertThat(document.pathParameters(operation)).as(operation).isEqualTo(named);
            assertThat(document.badExamples(operation)).as(operation).isEmpty();
            assertThat(document.statuses(operation)).as(operation).anyMatch(status -> status.startsWith("2"));
        }
    }

    /** An exchange; what the server takes, the document must take too. */
    private HttpResponse<String> exchange(String operation, String path, String body) {
        String method = operation.split(" ", 2)[0];
        HttpRequest.Builder request = scene.request(path);
        request.method(
                method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> response =
                scene.send(body.isEmpty() ? request : request.header("Content-Type", "application/json"));
        document.check(operation, response);
        if (response.statusCode() >= 300) {
            failed.add(operation);
        } else {
            succeeded.add(operation);
            if (!body.isEmpty()) {
                assertThat(document.request(operation, body))
                        .as(operation + ": " + body)
                        .isEmpty();
            }
        }
        return response;
    }

    private static String at(String operation) {
        return operation.split(" ", 2)[1].replace("{task}", "listing-scam").replace("{version}", "v1");
    }

    @Test
    void requestsAndAnswersOfEveryOperationAreAsTheDocumentSays() throws Exception {
        String predict = "POST /v1/tasks/{task}/predictions";
        exchange(predict, at(predict), EVENT);
        exchange(predict, at(predict), "{\"events\":[" + EVENT.replace("ID", "b") + "]}");
        for (String bad : List.of("{", "{}", EVENT.replace("900", "901"), EVENT.replace("900", "\"cheap\""))) {
            exchange(predict, at(predict), bad);
        }
        exchange(predict, "/v1/tasks/none/predictions", EVENT);
        document.check(
                predict, scene.send(scene.request(at(predict)).POST(HttpRequest.BodyPublishers.ofString(EVENT))));
        document.check(predict, scene.post(at(predict), " ".repeat(9 << 20)));

        String logged = "GET /v1/tasks/{task}/predictions/{id}";
        exchange(logged, "/v1/tasks/listing-scam/predictions/ID", "");
        exchange(logged, "/v1/tasks/listing-scam/predictions/none", "");
        String outcomes = "POST /v1/tasks/{task}/outcomes";
        exchange(outcomes, at(outcomes), "{\"outcomes\":[{\"id\":\"ID\",\"outcome\":\"no\"}]}");
        exchange(outcomes, at(outcomes), "{\"outcomes\":[{\"id\":\"ID\"}]}");
        exchange(logged, "/v1/tasks/listing-scam/predictions/ID", ""); // with its outcome
        String model = "GET /v1/tasks/{task}/model";
        exchange(model, at(model), "");
        exchange(model, "/v1/tasks/none/model", "");

        jobs();
        for (String version : List.of("", "/versions/{version}")) {
            String address = " /v2/models/{task}" + version;
            for (String end : List.of("", "/ready")) {
                exchange("GET" + address + end, at("GET" + address + end), "");
                exchange("GET" + address + end, at("GET" + address + end).replace("listing-scam", "none"), "");
            }
            String infer = "POST" + address + "/infer";
            exchange(infer, at(infer), TENSORS.replace("ID", "t" + version.length()));
            exchange(infer, at(infer), TENSORS.replace("900", "\"cheap\""));
            exchange(
                    infer,
                    at(infer),
                    TENSORS.replace("ID", "t" + version.length()).replace("900", "901"));
        }
        for (String plain : List.of("/v2", "/v2/health/live", "/v2/health/ready", "/metrics", "/openapi.json")) {
            exchange("GET " + plain, plain, "");
        }
        assertThat(succeeded).isEqualTo(document.operations());
        List<String> refusable = new ArrayList<>(document.operations());
        refusable.removeIf(operation -> !operation.contains("{"));
        assertThat(failed).containsAll(refusable);
    }

    private void jobs() throws Exception {
        String submit = "POST /v1/tasks/{task}/jobs";
        String show = "GET /v1/jobs/{job}";
        String cancel = "DELETE /v1/jobs/{job}";
        exchange(submit, at(submit), "{}");
        String taken = location(exchange(
                submit,
                at(submit),
                "{\"priority\":\"low\"," + EVENT.replace("ID", "c").substring(1)));
        exchange(cancel, taken, "");
        exchange(cancel, taken, "");
        exchange(show, taken, "");
        exchange(show, "/v1/jobs/j-1", "");
        exchange(cancel, "/v1/jobs/j-1", "");
        String worked = location(exchange(submit, at(submit), "{\"events\":[" + EVENT.replace("ID", "d") + "]}"));
        try (JobWorker worker = scene.worker()) {
            worker.start();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!exchange(show, worked, "").body().contains("\"predictions\"")) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        }
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }
}
