package dev.understudy.server.http;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.serving.ModelState;
import dev.understudy.engine.serving.ServedModel;
import dev.understudy.engine.serving.ServedModels;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says which model answers. */
final class ModelHandler implements Handler {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServedModels models;

    ModelHandler(ServedModels models) {
        this.models = models;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        TaskName task = Routes.task(request);
        ServedModel served = models.model(task);
        ObjectNode document = JSON.createObjectNode()
                .put("task", task.text())
                .put("version", served.pointer().version().text())
                .put("digest", served.pointer().digest().text())
                .put("asOf", served.model().manifest().provenance().asOf().toString())
                .put("release", served.pointer().release())
                .put("loadedAt", served.loadedAt().toString())
                .put("stale", models.state(task) instanceof ModelState.Serving serving && serving.isStale());
        Answers.send(response, document);
    }
}
