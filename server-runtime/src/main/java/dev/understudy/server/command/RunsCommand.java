package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.registry.Run;
import dev.understudy.engine.workspace.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists what was done. */
@Command(name = "runs", description = "List what was done, newest first.")
final class RunsCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", description = "only of this task")
    private Optional<String> task = Optional.empty();

    @Override
    int run(Engine engine) {
        ObjectNode document = Documents.object();
        ArrayNode runs = document.putArray("runs");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("run", "task", "kind", "state", "started", "result"));
        for (Run run : engine.runs().runs(task.map(TaskName::new))) {
            runs.add(Documents.of(run));
            rows.add(List.of(
                    run.id(),
                    run.task().text(),
                    run.kind(),
                    run.state().name().toLowerCase(Locale.ROOT),
                    run.startedAt().toString(),
                    run.result().entrySet().stream()
                            .map(fact -> fact.getKey() + " " + fact.getValue())
                            .collect(Collectors.joining(", "))));
        }
        print(document, rows.size() == 1 ? "no runs" : TextRenderer.aligned(rows));
        return ExitCode.DONE;
    }
}
