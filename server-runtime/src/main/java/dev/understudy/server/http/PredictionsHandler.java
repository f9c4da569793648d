package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.PredictionAnswer;
import dev.understudy.engine.serving.PredictionService;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** Answers events with predictions. */
final class PredictionsHandler implements Handler {
    private final PredictionService service;
    private final Admission admission;
    private final RequestBody body;

    PredictionsHandler(PredictionService service, Admission admission, RequestBody body) {
        this.service = service;
        this.admission = admission;
        this.body = body;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        TaskName task = Routes.task(request);
        PredictionAnswer answer;
        try (Admission.Pass pass = admission.enter()) {
            List<OfferedEvent> events = PredictionsJson.events(body.read(request, pass));
            answer = pass.run(() -> service.predict(task, events));
        }
        switch (answer) {
            case PredictionAnswer.Answered answered -> Answers.send(response, PredictionsJson.document(answered));
            case PredictionAnswer.Refused(var refusal) -> throw new FactRefused(refusal);
        }
    }
}
