package dev.understudy.server.http;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.serving.PredictionService;
import dev.understudy.engine.serving.ServedModels;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;

/** Health, in the manner of the Open Inference Protocol. */
final class HealthHandler {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServedModels models;
    private final PredictionService predictions;
    private final Admission admission;

    HealthHandler(ServedModels models, PredictionService predictions, Admission admission) {
        this.models = models;
        this.predictions = predictions;
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
            readyWithLog(response);
        } else {
            notReady(
                    response,
                    ErrorCode.MODEL_UNAVAILABLE.code(),
                    "no model is released, or one that is released cannot be loaded");
        }
    }

    /** On a thread that no closing connection interrupts: the log may be asked. */
    private void readyWithLog(ServerResponse response) {
        if (admission.aside(predictions::isLogWritable)) {
            Answers.send(response, JSON.createObjectNode().put("ready", true));
        } else {
            notReady(
                    response,
                    ErrorCode.DATABASE_UNAVAILABLE.code(),
                    "the log does not take predictions: the database does not answer, or its disk is full");
        }
    }

    /** An answer like any other, and no failure: probes ask every few seconds, and the log would be full of it. */
    static void notReady(ServerResponse response, String code, String detail) {
        Answers.send(response, new Problem(503, "Service Unavailable", code, detail, OptionalInt.empty()));
    }
}
