package dev.understudy.server.load;

import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.Job;
import dev.understudy.engine.jobs.JobAnswer;
import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.jobs.JobPriority;
import dev.understudy.engine.jobs.JobService;
import dev.understudy.engine.jobs.JobState;
import dev.understudy.engine.jobs.JobWorker;
import dev.understudy.engine.jobs.Submitted;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs handed straight to the engine of this process, which works on them too; settings come from the environment. */
final class EngineJobs implements JobsTarget {
    private static final TaskName TASK = new TaskName("listing-scam");

    private final Engine engine;
    private final Serving serving;
    private final JobWorker worker;
    private final JobService service;

    EngineJobs(Path workspace) {
        engine = new Engine(
                Workspace.open(workspace, Map.of(), System.getenv()), InstantSource.system(), Duration.ofSeconds(5));
        serving = engine.serving(
                Environment.PRODUCTION,
                new PrometheusServingMetrics(InstantSource.system()),
                System::nanoTime,
                Repetition.onThread());
        service = engine.jobService(serving, JobObserver.NONE);
        worker = engine.jobWorker(serving, JobObserver.NONE, System::nanoTime, Repetition.onThread(), reason -> {
            System.err.println("the worker ends: " + reason);
            Runtime.getRuntime().halt(1);
        });
        serving.start();
        worker.start();
    }

    @Override
    public JobId submit(int sender, String body) {
        JobAnswer answer = service.submit(TASK, "", Optional.empty(), JobPriority.NORMAL, List.of(event(body)));
        if (answer instanceof JobAnswer.Queued(Submitted.Accepted(JobId id, boolean fresh)) && fresh) {
            return id;
        }
        throw new IllegalStateException(answer.toString());
    }

    private static OfferedEvent event(String body) {
        JsonNode event = JsonMapper.shared().readTree(body);
        Map<String, String> input = new HashMap<>();
        event.path("input").forEachEntry((name, value) -> {
            if (!value.isNull()) {
                input.put(name, value.asString());
            }
        });
        return new OfferedEvent(
                Optional.of(event.path("id").asString()),
                Optional.of(event.path("time").asString()),
                input);
    }

    @Override
    public Seen see(JobId id) {
        Job job = service.find(id, "");
        return job.state() instanceof JobState.Succeeded(Instant at, String result)
                ? new Seen(job.state().key(), at, result)
                : new Seen(job.state().key(), Instant.MIN, "");
    }

    @Override
    public void close() {
        worker.close();
        serving.close();
        engine.close();
    }
}
