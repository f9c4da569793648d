package dev.understudy.server.http;

import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.PredictionAnswer;
import dev.understudy.engine.serving.RetryKey;
import dev.understudy.engine.serving.ServedModel;
import dev.understudy.engine.serving.Serving;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/** Answers the Open Inference Protocol's tensors with predictions, which are logged as any other. */
final class InferenceHandler implements Handler {
    private final Serving serving;
    private final InferenceModels models;
    private final Admission admission;
    private final RequestBody body;

    InferenceHandler(Serving serving, InferenceModels models, Admission admission, RequestBody body) {
        this.serving = serving;
        this.models = models;
        this.admission = admission;
        this.body = body;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        ServedModel served = models.asked(request);
        InferenceRequest asked;
        List<InferenceOutput> outputs;
        PredictionAnswer answer;
        try (Admission.Pass pass = admission.arrive()) {
            asked = InferenceRequest.read(body.read(request, pass));
            outputs = InferenceOutput.asked(served.model().manifest(), asked.outputs());
            List<OfferedEvent> events = new InferenceEvents(serving.task(served.task()), served).of(asked);
            Optional<RetryKey> key = RetryKeyHeader.of(request);
            answer = key.isEmpty()
                    ? pass.run(() -> serving.untimed().predict(served.task(), events))
                    : pass.run(() -> serving.retryKeys()
                            .once(
                                    served.task(),
                                    key.get(),
                                    events,
                                    named -> serving.untimed().predict(served.task(), named)));
        }
        switch (answer) {
            case PredictionAnswer.Answered answered ->
                Answers.send(response, InferenceJson.answer(asked, served, outputs, answered));
            case PredictionAnswer.Refused(var refusal) -> throw new FactRefused(refusal);
        }
    }
}
