package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.serving.PredictionService;
import dev.understudy.engine.traffic.EventHistory;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Shows all that was predicted for an event. */
final class LoggedPredictionHandler implements Handler {
    private final PredictionService service;
    private final Admission admission;

    LoggedPredictionHandler(PredictionService service, Admission admission) {
        this.service = service;
        this.admission = admission;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        TaskName task = Routes.task(request);
        String id = request.path().pathParameters().get("id");
        EventHistory logged;
        try (Admission.Pass pass = admission.enter()) {
            logged = pass.run(() -> service.logged(task, id));
        }
        Answers.send(response, PredictionsJson.document(logged));
    }
}
