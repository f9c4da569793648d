package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.traffic.ExternalModel;
import dev.understudy.engine.workspace.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists model versions. */
@Command(name = "models", description = "List the model versions, newest first, then the models that live elsewhere.")
final class ModelsCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", description = "only of this task")
    private Optional<String> task = Optional.empty();

    @Override
    int run(Engine engine) {
        ObjectNode document = Documents.object();
        ArrayNode models = document.putArray("models");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("task", "version", "algorithm", "as of", "rows", "digest"));
        for (TaskName name : Tasks.chosen(engine, task)) {
            for (ModelVersion version : engine.registry().versions(name)) {
                models.add(Documents.of(version));
                rows.add(List.of(
                        name.text(),
                        version.version().text(),
                        version.facts().algorithm(),
                        version.facts().asOf().toString(),
                        Long.toString(version.facts().rows()),
                        version.digest().text().substring(0, 19) + "…"));
            }
            for (ExternalModel model : engine.externals().models(name)) {
                models.add(Documents.of(model));
                rows.add(List.of(
                        name.text(),
                        model.version().text(),
                        "lives elsewhere",
                        "",
                        Long.toString(model.predictions()),
                        ""));
            }
        }
        print(document, rows.size() == 1 ? "no models" : TextRenderer.aligned(rows));
        return ExitCode.DONE;
    }
}
