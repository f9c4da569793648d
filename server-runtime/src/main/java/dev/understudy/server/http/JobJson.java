package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.Job;
import dev.understudy.engine.jobs.JobFailure;
import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.JobState;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Jobs as JSON. */
final class JobJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JobJson() {}

    /** A job that is durable; what has become of it since is to be asked for. */
    static ObjectNode accepted(TaskName task, JobId id) {
        return JSON.createObjectNode()
                .put("id", id.text())
                .put("task", task.text())
                .put("location", JobsHandler.JOBS + id);
    }

    /** A job and how it stands. */
    static ObjectNode document(Job job) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", job.id().text())
                .put("task", job.task().text())
                .put("state", job.state().key())
                .put("priority", job.priority().key())
                .put("submittedAt", job.submittedAt().toString())
                .put("attempts", job.attempts());
        switch (job.state()) {
            case JobState.Queued queued -> document.put("dueAt", queued.due().toString());
            case JobState.Running running ->
                document.put("startedAt", running.since().toString());
            case JobState.Succeeded succeeded -> {
                document.put("endedAt", succeeded.at().toString());
                document.set("predictions", JSON.readTree(succeeded.result()).path("predictions"));
            }
            case JobState.Failed failed -> {
                document.put("endedAt", failed.at().toString());
                JobFailure failure = failed.failure();
                document.putObject("problem").put("code", failure.code()).put("detail", failure.reason());
            }
        }
        return document;
    }
}
