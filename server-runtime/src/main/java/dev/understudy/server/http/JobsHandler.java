package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.JobAnswer;
import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.JobService;
import dev.understudy.engine.jobs.Submitted;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.RetryKey;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes calls for predictions that are made later. */
final class JobsHandler implements Handler {
    /** Where jobs are asked for, with their id behind it. */
    static final String JOBS = "/v1/jobs/";

    private final JobService service;
    private final Admission admission;
    private final RequestBody body;

    JobsHandler(JobService service, Admission admission, RequestBody body) {
        this.service = service;
        this.admission = admission;
        this.body = body;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        TaskName task = Routes.task(request);
        Optional<RetryKey> key = RetryKeyHeader.of(request);
        JobAnswer answer;
        try (Admission.Pass pass = admission.arrive()) {
            JobRequest asked = JobRequest.read(body.read(request, pass));
            List<OfferedEvent> events =
                    key.isEmpty() ? asked.events() : key.get().named(asked.events());
            answer = pass.run(() ->
                    service.submit(task, Call.of(request).owner(), key.map(RetryKey::text), asked.priority(), events));
        }
        switch (answer) {
            case JobAnswer.Refused(var refusal) -> throw new FactRefused(refusal);
            case JobAnswer.Queued(Submitted submitted) -> answer(task, submitted, response);
        }
    }

    private static void answer(TaskName task, Submitted submitted, ServerResponse response) {
        switch (submitted) {
            case Submitted.Accepted(JobId id, boolean fresh) -> {
                response.header(HeaderNames.LOCATION, JOBS + id);
                Answers.send(response, Status.ACCEPTED_202, JobJson.accepted(task, id));
            }
            case Submitted.Conflicting(JobId other) ->
                throw RequestRefused.of(
                        HttpFault.KEY_CONFLICT, "the Idempotency-Key came before with another body than this");
            case Submitted.Full(long waiting, Duration retryAfter) -> {
                response.header(
                        HeaderNames.RETRY_AFTER,
                        String.valueOf(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
                throw RequestRefused.of(HttpFault.QUEUE_FULL, waiting + " jobs of the task wait; try again later");
            }
        }
    }
}
