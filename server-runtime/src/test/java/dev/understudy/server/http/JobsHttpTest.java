package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.jobs.JdbiJobQueue;
import dev.understudy.engine.jobs.JobPolicy;
import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.jobs.JobWorker;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Jobs over HTTP, on the workspace's own queue and with a real worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsHttpTest {
    private static final String JOBS = "/v1/tasks/listing-scam/jobs";

    private ServingScene scene;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        scene = ServingScene.on(folder);
    }

    @AfterAll
    void end() {
        scene.close();
    }

    private static String event(String id, int price) {
        return "{\"id\":\"" + id + "\",\"time\":\"2025-02-20\",\"input\":{\"price\":" + price + "}}";
    }

    private HttpResponse<String> submit(String body, String key) {
        HttpRequest.Builder request = scene.request(JOBS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return scene.send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
    }

    private String accepted(String body, String key) {
        HttpResponse<String> response = submit(body, key);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/v1/jobs/" + ServingScene.json(response).path("id").asString());
        return location;
    }

    private JsonNode ended(String location) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode job = ServingScene.json(scene.get(location));
            if (!job.path("endedAt").isMissingNode()) {
                return job;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the job did not end: " + scene.get(location).body());
    }

    private static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(ServingScene.json(response).path("code").asString()).isEqualTo(code);
    }

    @Test
    void aJobEndsWithTheAnswerThatACallWouldHaveGot() throws Exception {
        String location = accepted(event("job-1", 900), "");
        JsonNode queued = ServingScene.json(scene.get(location));
        assertThat(queued.path("state").asString()).isEqualTo("queued");
        assertThat(queued.path("attempts").asInt()).isZero();
        try (JobWorker worker = scene.worker()) {
            worker.start();
            JsonNode job = ended(location);
            assertThat(job.path("state").asString()).isEqualTo("succeeded");
            JsonNode called = ServingScene.json(scene.predict(event("job-1", 900)));
            assertThat(job.path("predictions")).isEqualTo(called.path("predictions"));
            // this one can never be predicted, and that is found out when somebody works on it
            JsonNode failed = ended(accepted(event("job-1", 901), ""));
            assertThat(failed.path("state").asString()).isEqualTo("failed");
            assertThat(failed.path("problem").path("code").asString()).isEqualTo("event-conflict");
            refused(scene.send(scene.request(location).DELETE()), 409, "job-ended");
        }
        assertThat(scene.get("/metrics").body())
                .contains("understudy_jobs_total{state=\"succeeded\",task=\"listing-scam\"}")
                .contains("understudy_jobs_total{state=\"failed\",task=\"listing-scam\"}")
                .contains("understudy_job_seconds_count{task=\"listing-scam\"}")
                .contains("understudy_job_queue_depth{task=\"listing-scam\"}")
                .contains("understudy_job_oldest_seconds{task=\"listing-scam\"}");
    }

    @Test
    void aKeyMakesOneJobOfTwoCallsAndRefusesAnotherBody() {
        String unnamed = "{\"time\":\"2025-02-20\",\"input\":{\"price\":7}}";
        String first = accepted(unnamed, "key-1");
        assertThat(accepted(unnamed, "key-1")).isEqualTo(first);
        refused(submit(unnamed.replace('7', '8'), "key-1"), 409, "key-conflict");
        assertThat(accepted(unnamed, "key-2")).isNotEqualTo(first);
        refused(submit(unnamed, ""), 422, "data-invalid");
        refused(submit(unnamed, "k".repeat(201)), 422, "invalid-request");
    }

    @Test
    void aFullQueueTurnsCallsAwayAndSaysWhenToComeAgain() {
        JobPolicy policy = new JobPolicy(
                5, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(30), 3, Duration.ofDays(7));
        try (JobQueue queue = JdbiJobQueue.on(scene.engine().database(), policy);
                HelidonServer server = scene.beside(queue)) {
            // what other tests left waiting counts as well
            HttpResponse<String> last = submitTo(server, "full-0");
            for (int i = 1; i <= 3; i++) {
                last = submitTo(server, "full-" + i);
            }
            refused(last, 429, "queue-full");
            assertThat(Long.parseLong(last.headers().firstValue("Retry-After").orElseThrow()))
                    .isPositive();
        }
    }

    private HttpResponse<String> submitTo(HelidonServer server, String id) {
        return scene.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + JOBS))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event(id, 1))));
    }

    @Test
    void aCancelledJobIsSetAsideAndStaysSo() {
        String location = accepted("{\"priority\":\"low\",\"events\":[" + event("job-2", 1) + "]}", "");
        HttpResponse<String> cancelled = scene.send(scene.request(location).DELETE());
        assertThat(cancelled.statusCode()).isEqualTo(200);
        JsonNode job = ServingScene.json(cancelled);
        assertThat(job.path("state").asString()).isEqualTo("failed");
        assertThat(job.path("priority").asString()).isEqualTo("low");
        assertThat(job.path("problem").path("code").asString()).isEqualTo("cancelled");
        refused(scene.send(scene.request(location).DELETE()), 409, "job-ended");
    }

    @Test
    void whatIsNoJobIsNotThere() {
        for (String id : new String[] {"j-0123456789abcdefghjkmnpqrs", "j-1", "..%2f..", "%00", "J-X", "j-"}) {
            assertThat(scene.get("/v1/jobs/" + id).statusCode()).as(id).isEqualTo(404);
            assertThat(scene.send(scene.request("/v1/jobs/" + id).DELETE()).statusCode())
                    .as(id)
                    .isEqualTo(404);
        }
        HttpResponse<String> method = scene.post("/v1/jobs/j-0123456789abcdefghjkmnpqrs", "{}");
        refused(method, 405, "method-not-allowed");
        assertThat(method.headers().firstValue("Allow")).contains("GET, DELETE");
    }

    @Test
    void whatCanNeverBePredictedIsRefusedAtTheDoor() {
        refused(submit(event("job-3", 1).replace(":1}", ":\"cheap\"}"), ""), 422, "data-invalid");
        refused(submit("{\"priority\":\"urgent\",\"events\":[" + event("a", 1) + "]}", ""), 422, "invalid-request");
        refused(submit("{\"priority\":\"high\"}", ""), 422, "invalid-request");
        refused(scene.post("/v1/tasks/no-such/jobs", event("a", 1)), 404, "unknown-task");
    }
}
