package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.Job;
import dev.understudy.engine.jobs.JobAnswer;
import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.jobs.JobPriority;
import dev.understudy.engine.jobs.JobService;
import dev.understudy.engine.jobs.JobState;
import dev.understudy.engine.jobs.JobSubmission;
import dev.understudy.engine.jobs.Submitted;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.traffic.Score;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.command.CommandScene;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs from being handed in to being looked at, with the commands as processes of their own. */
@Timeout(120)
class WorkCommandTest {
    private static final TaskName TASK = new TaskName(ServingScene.TASK);

    @TempDir
    Path folder;

    private static Engine engine(CommandScene commands) {
        return new Engine(
                Workspace.open(commands.workspace(), Map.of(), Map.of()),
                InstantSource.system(),
                Duration.ofSeconds(10));
    }

    private static Serving serving(Engine engine) {
        return engine.serving(
                Environment.PRODUCTION,
                new PrometheusServingMetrics(InstantSource.system()),
                System::nanoTime,
                Repetition.onThread());
    }

    private static OfferedEvent event(String id, String price) {
        return new OfferedEvent(Optional.of(id), Optional.of("2025-02-20"), Map.of("price", price, "age", "30"));
    }

    private static JobId submit(JobService service, OfferedEvent... events) {
        JobAnswer answer = service.submit(TASK, "", Optional.empty(), JobPriority.NORMAL, List.of(events));
        assertThat(answer).isInstanceOf(JobAnswer.Queued.class);
        return ((Submitted.Accepted) ((JobAnswer.Queued) answer).submitted()).id();
    }

    @Test
    void whatIsHandedInIsWorkedOnAndTheResultIsTheLoggedNumber() throws Exception {
        CommandScene commands = ServingScene.released(folder);
        JobId one;
        JobId two;
        JobId odd;
        try (Engine engine = engine(commands);
                Serving serving = serving(engine)) {
            JobService service = engine.jobService(serving, JobObserver.NONE);
            one = submit(service, event("a", "900"));
            two = submit(service, event("b", "1200"), event("c", "100.5"));
            assertThat(service.submit(TASK, "", Optional.empty(), JobPriority.NORMAL, List.of(event("d", "cheap"))))
                    .isInstanceOf(JobAnswer.Refused.class);
            odd = ((Submitted.Accepted) engine.jobs()
                            .submit(new JobSubmission(TASK, "", Optional.empty(), JobPriority.LOW, "nothing of ours")))
                    .id();
        }

        workUntilNothingWaits(commands);

        JsonNode shown = commands.json("jobs");
        assertThat(shown.path("jobs").size()).isEqualTo(3);
        assertThat(shown.path("backlog").path(0).path("waiting").asInt()).isZero();
        JsonNode failed = commands.json("jobs", "--failed").path("jobs");
        assertThat(failed.size()).isEqualTo(1);
        assertThat(failed.path(0).path("id").asString()).isEqualTo(odd.text());
        assertThat(failed.path(0).path("failure").path("code").asString()).isEqualTo("data-invalid");
        try (Engine engine = engine(commands);
                Serving serving = serving(engine)) {
            JobService service = engine.jobService(serving, JobObserver.NONE);
            assertIsLogged(serving, service.find(one, ""), "a");
            assertIsLogged(serving, service.find(two, ""), "b", "c");
        }
        assertThat(commands.json("jobs", "--retry", odd.text()).path("retried").asString())
                .isEqualTo(odd.text());
        assertThat(commands.run("jobs", "--retry", odd.text()).exit()).isEqualTo(3);
    }

    private static void assertIsLogged(Serving serving, Job job, String... events) {
        assertThat(job.state()).as(job.toString()).isInstanceOf(JobState.Succeeded.class);
        JsonNode predictions = JsonMapper.shared()
                .readTree(((JobState.Succeeded) job.state()).result())
                .path("predictions");
        assertThat(predictions.size()).isEqualTo(events.length);
        for (int i = 0; i < events.length; i++) {
            assertThat(predictions.path(i).path("id").asString()).isEqualTo(events[i]);
            assertThat(serving.predictions().logged(TASK, events[i]).predictions())
                    .hasSize(1)
                    .first()
                    .extracting(prediction -> prediction.score())
                    .isEqualTo(
                            new Score.Single(predictions.path(i).path("score").doubleValue()));
        }
    }

    @Test
    void aWorkerWithAPortTellsWhetherItIsWellAndNothingElse() throws Exception {
        CommandScene commands = ServingScene.released(folder);
        try (ServedProcess worker =
                ServedProcess.start(List.of("work"), commands.workspace(), folder.resolve("work.log"))) {
            assertThat(get(worker, "/v2/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = get(worker, "/v2/health/ready");
            for (long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                    ready.statusCode() != 200 && System.nanoTime() < end; ) {
                ready = get(worker, "/v2/health/ready");
            }
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(get(worker, "/metrics").body())
                    .contains("understudy_job_queue_depth{task=\"" + TASK.text() + "\"} 0.0")
                    .contains("understudy_log_kept 1.0")
                    .contains("understudy_model_info");
            assertThat(get(worker, "/v1/tasks/" + TASK.text() + "/model").statusCode())
                    .isEqualTo(404);
            worker.terminate();
            assertThat(worker.awaitEnd()).isEqualTo(143);
        }
        assertThat(commands.run("work", "--port", "70000").exit()).isEqualTo(2);
        assertThat(commands.run("work", "--port", "0", "--host", "0.0.0.0").exit())
                .isEqualTo(3);
    }

    private static HttpResponse<String> get(ServedProcess worker, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(worker.address() + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Has a worker begin, and end once it says itself that nothing waits any more. */
    private void workUntilNothingWaits(CommandScene commands) throws Exception {
        try (ServedProcess worker =
                ServedProcess.start(List.of("work"), commands.workspace(), folder.resolve("work.log"))) {
            awaitMetric(worker, "understudy_job_queue_depth{task=\"" + TASK.text() + "\"} 0.0");
            // an ending worker finishes what it has claimed
            worker.terminate();
            assertThat(worker.awaitEnd()).isEqualTo(143);
        }
        assertThat(commands.json("jobs").path("backlog").path(0).path("running").asInt())
                .as("what is worked on by nobody")
                .isZero();
    }

    private static void awaitMetric(ServedProcess worker, String line) throws Exception {
        String page = "";
        for (long end = System.nanoTime() + Duration.ofSeconds(60).toNanos(); System.nanoTime() < end; ) {
            page = get(worker, "/metrics").body();
            if (page.contains(line)) {
                return;
            }
        }
        throw new AssertionError("no line " + line + " in " + page);
    }
}
