package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.workspace.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists simulations. */
@Command(name = "simulations", description = "List the simulations with their verdicts, newest first.")
final class SimulationsCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", description = "only of this task")
    private Optional<String> task = Optional.empty();

    @Override
    int run(Engine engine) {
        ObjectNode document = Documents.object();
        ArrayNode simulations = document.putArray("simulations");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("simulation", "task", "candidate", "live", "from", "to", "decision"));
        for (TaskName name : Tasks.chosen(engine, task)) {
            for (StoredSimulation kept : engine.simulations().simulations(name)) {
                simulations.add(Documents.summary(kept));
                rows.add(List.of(
                        kept.id(),
                        name.text(),
                        kept.report().candidate().version().text(),
                        kept.report().live().map(side -> side.version().text()).orElse("none"),
                        kept.report().window().from().toString(),
                        kept.report().window().to().toString(),
                        kept.verdict().key()));
            }
        }
        print(document, rows.size() == 1 ? "no simulations" : TextRenderer.aligned(rows));
        return ExitCode.DONE;
    }
}
