package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.report.SimulationDocument;
import dev.understudy.engine.workspace.Engine;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Shows one thing in full. */
@Command(name = "show", description = "Show a version (v3, x-old), a simulation (s-0007) or a run (r-0012) in full.")
final class ShowCommand extends EngineCommand {
    @Parameters(paramLabel = "ID", description = "v3, s-0007 or r-0012")
    private String id = "";

    @Option(names = "--task", paramLabel = "T", description = "the task of a version, where there are several tasks")
    private Optional<String> task = Optional.empty();

    @Override
    int run(Engine engine) {
        if (id.startsWith("s-")) {
            StoredSimulation kept = Lookups.simulation(engine, id);
            print(SimulationDocument.of(kept), SimulationText.of(kept));
        } else if (id.startsWith("r-")) {
            ObjectNode run = Documents.of(engine.runs()
                    .findRun(id)
                    .orElseThrow(() -> new UnderstudyException(
                            ErrorCode.UNKNOWN_ID, "there is no run " + id + "; see: understudy runs")));
            String told = TextRenderer.render(run);
            engine.backtests().document(id).ifPresent(found -> run.set("backtest", BacktestDocument.read(found)));
            print(run, told);
        } else {
            printVersion(engine, taskOfVersion(engine), new VersionName(id));
        }
        return ExitCode.DONE;
    }

    private TaskName taskOfVersion(Engine engine) {
        List<TaskName> tasks = Tasks.chosen(engine, task);
        if (tasks.size() != 1) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    "the workspace has " + tasks.size() + " tasks; pass --task to say whose " + id + " is meant");
        }
        return tasks.getFirst();
    }

    private void printVersion(Engine engine, TaskName owner, VersionName version) {
        if (version.isExternal()) {
            print(Documents.of(engine.models().external(owner, version)));
        } else {
            VersionDetails details = VersionDetails.of(engine, engine.models().version(owner, version));
            print(details.json(), details.text());
        }
    }
}
