package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.traffic.ImportResult;
import dev.understudy.engine.workspace.Engine;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a file of events with their outcomes. */
@Command(
        name = "import",
        description =
                "Import events with their outcomes from CSV, JSON Lines (.gz too) or Parquet. Bad rows go to a rejects file;"
                        + " importing the same file again adds nothing.")
final class ImportCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--file", paramLabel = "F", required = true, description = "the file")
    private Path file = Path.of("");

    @Option(
            names = "--predictions",
            paramLabel = "NAME",
            description = "the log of a model that lives elsewhere (not available in this version)")
    private Optional<String> predictions = Optional.empty();

    @Override
    int run(Engine engine) {
        if (predictions.isPresent()) {
            throw new UnderstudyException(
                    ErrorCode.NOT_AVAILABLE,
                    "--predictions: the log of a model that lives elsewhere is not available in this version");
        }
        ImportResult result = engine.intake().events(task(engine, task), file, progress());
        IntakePrinter.print(this, result, true);
        return ExitCode.DONE;
    }
}
