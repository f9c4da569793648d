package dev.understudy.server.command;

import dev.understudy.engine.traffic.ImportResult;
import dev.understudy.engine.workspace.Engine;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a file of outcomes that arrived later. */
@Command(
        name = "outcomes",
        description = "Import outcomes that arrived later: the task's columns for id, outcome and known-at.")
final class OutcomesCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--file", paramLabel = "F", required = true, description = "the file")
    private Path file = Path.of("");

    @Override
    int run(Engine engine) {
        ImportResult result = engine.intake().outcomes(task(engine, task), file, progress());
        IntakePrinter.print(this, result, IntakeKind.OUTCOMES);
        return ExitCode.DONE;
    }
}
