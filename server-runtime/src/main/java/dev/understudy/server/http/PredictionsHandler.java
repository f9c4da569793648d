package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.PredictionAnswer;
import dev.understudy.engine.serving.PredictionService;
import dev.understudy.engine.serving.RetryKey;
import dev.understudy.engine.serving.RetryKeys;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/** Answers events with predictions. */
final class PredictionsHandler implements Handler {
    private final PredictionService service;
    private final RetryKeys keys;
    private final Admission admission;
    private final RequestBody body;

    PredictionsHandler(PredictionService service, RetryKeys keys, Admission admission, RequestBody body) {
        this.service = service;
        this.keys = keys;
        this.admission = admission;
        this.body = body;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        TaskName task = Routes.task(request);
        PredictionAnswer answer;
        try (Admission.Pass pass = admission.arrive()) {
            Optional<RetryKey> key = RetryKeyHeader.of(request);
            List<OfferedEvent> events = PredictionsJson.events(body.read(request, pass));
            answer = key.isEmpty()
                    ? pass.run(() -> service.predict(task, events))
                    : pass.run(() -> keys.once(task, key.get(), events, named -> service.predict(task, named)));
        }
        switch (answer) {
            case PredictionAnswer.Answered answered -> Answers.send(response, PredictionsJson.document(answered));
            case PredictionAnswer.Refused(var refusal) -> throw new FactRefused(refusal);
        }
    }
}
