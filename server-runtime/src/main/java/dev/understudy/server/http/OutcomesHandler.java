package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.serving.OfferedOutcome;
import dev.understudy.engine.serving.OutcomeAnswer;
import dev.understudy.engine.serving.OutcomeService;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** Takes outcomes. */
final class OutcomesHandler implements Handler {
    private final OutcomeService service;
    private final Admission admission;
    private final RequestBody body;

    OutcomesHandler(OutcomeService service, Admission admission, RequestBody body) {
        this.service = service;
        this.admission = admission;
        this.body = body;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        TaskName task = Routes.task(request);
        OutcomeAnswer answer;
        try (Admission.Pass pass = admission.arrive()) {
            List<OfferedOutcome> outcomes = OutcomesJson.outcomes(body.read(request, pass));
            answer = pass.run(() -> service.record(task, outcomes));
        }
        switch (answer) {
            case OutcomeAnswer.Recorded recorded -> Answers.send(response, OutcomesJson.document(recorded));
            case OutcomeAnswer.Refused(var refusal) -> throw new FactRefused(refusal);
        }
    }
}
