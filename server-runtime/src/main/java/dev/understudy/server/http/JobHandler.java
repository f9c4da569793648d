package dev.understudy.server.http;

import dev.understudy.engine.jobs.Cancellation;
import dev.understudy.engine.jobs.Job;
import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.JobService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Shows a job to whoever handed it in, and takes it back. */
final class JobHandler {
    private final JobService service;
    private final Admission admission;

    JobHandler(JobService service, Admission admission) {
        this.service = service;
        this.admission = admission;
    }

    private static JobId id(ServerRequest request) {
        return new JobId(request.path().pathParameters().get("job"));
    }

    void show(ServerRequest request, ServerResponse response) {
        JobId id = id(request);
        String owner = Caller.of(request).name();
        Job job;
        try (Admission.Pass pass = admission.enter()) {
            job = pass.run(() -> service.find(id, owner));
        }
        Answers.send(response, JobJson.document(job));
    }

    void cancel(ServerRequest request, ServerResponse response) {
        JobId id = id(request);
        String owner = Caller.of(request).name();
        Cancellation cancellation;
        Job job;
        try (Admission.Pass pass = admission.enter()) {
            cancellation = pass.run(() -> service.cancel(id, owner));
            job = pass.run(() -> service.find(id, owner)); // gone meanwhile: 404, as for any job that is not kept
        }
        if (cancellation == Cancellation.ENDED) {
            throw RequestRefused.of(HttpFault.JOB_ENDED, "the job has ended already: " + job.state().key());
        }
        Answers.send(response, JobJson.document(job));
    }
}
