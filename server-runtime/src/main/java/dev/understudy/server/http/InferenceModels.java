package dev.understudy.server.http;

import dev.understudy.engine.common.EngineVersion;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.serving.ModelState;
import dev.understudy.engine.serving.ServedModel;
import dev.understudy.engine.serving.Serving;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what is served, in the words of the Open Inference Protocol. */
final class InferenceModels {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Serving serving;
    private final Admission admission;

    InferenceModels(Serving serving, Admission admission) {
        this.serving = serving;
        this.admission = admission;
    }

    /** What this server is. */
    void server(ServerRequest request, ServerResponse response) {
        ObjectNode document = JSON.createObjectNode().put("name", "understudy").put("version", EngineVersion.current());
        document.putArray("extensions");
        Answers.send(response, document);
    }

    /** What a model takes and gives. */
    void model(ServerRequest request, ServerResponse response) {
        ServedModel asked = asked(request);
        Answers.send(response, InferenceJson.metadata(serving.task(asked.task()), asked));
    }

    /** A model answers. */
    void ready(ServerRequest request, ServerResponse response) {
        TaskName task = Routes.task(request);
        ModelState state = serving.models().state(task);
        if (admission.isStopping()) {
            HealthHandler.notReady(response, HttpFault.STOPPING.code(), "the service ends");
        } else if (state instanceof ModelState.Serving) {
            asked(request);
            Answers.send(
                    response, JSON.createObjectNode().put("name", task.text()).put("ready", true));
        } else {
            HealthHandler.notReady(response, ErrorCode.MODEL_UNAVAILABLE.code(), "no model of this task answers");
        }
    }

    /**
     * The model that a request asks for: the live one, by its version or without.
     *
     * @throws UnderstudyException UNKNOWN_TASK; MODEL_UNAVAILABLE; UNKNOWN_VERSION if another version is live
     */
    ServedModel asked(ServerRequest request) {
        TaskName task = Routes.task(request);
        ServedModel served = serving.models().model(task);
        Optional<VersionName> version = request.path()
                .pathParameters()
                .first("version")
                .map(VersionName::new);
        if (version.isPresent() && !version.get().equals(served.pointer().version())) {
            throw new UnderstudyException(
                    ErrorCode.UNKNOWN_VERSION,
                    "of " + task + " " + served.pointer().version() + " answers, and not " + version.get());
        }
        return served;
    }
}
