package dev.understudy.server.http;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.serving.ServedModels;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;

/** Health, in the manner of the Open Inference Protocol. */
final class HealthHandler {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServedModels models;
    private final Admission admission;

    HealthHandler(ServedModels models, Admission admission) {
        this.models = models;
        this.admission = admission;
    }

    /** The process answers. */
    void live(ServerRequest request, ServerResponse response) {
        Answers.send(response, JSON.createObjectNode().put("live", true));
    }

    /** The process wants to be asked. */
    void ready(ServerRequest request, ServerResponse response) {
        if (admission.isStopping()) {
            notReady(response, HttpFault.STOPPING.code(), "the service ends");
        } else if (models.isReady()) {
            Answers.send(response, JSON.createObjectNode().put("ready", true));
        } else {
            notReady(
                    response,
                    ErrorCode.MODEL_UNAVAILABLE.code(),
                    "no model is released, or one that is released cannot be loaded");
        }
    }

    /** An answer like any other, and no failure: probes ask every few seconds, and the log would be full of it. */
    static void notReady(ServerResponse response, String code, String detail) {
        Answers.send(response, new Problem(503, "Service Unavailable", code, detail, OptionalInt.empty()));
    }
}
