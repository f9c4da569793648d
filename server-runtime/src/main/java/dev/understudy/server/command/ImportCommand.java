package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.traffic.ImportResult;
import dev.understudy.engine.traffic.ScoreColumns;
import dev.understudy.engine.workspace.Engine;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a file of events with their outcomes. */
@Command(
        name = "import",
        description =
                "Import events with their outcomes from CSV, JSON Lines (.gz too) or Parquet, or with --predictions the log"
                        + " of a model that lives elsewhere. Bad rows go to a rejects file;"
                        + " importing the same file again adds nothing.")
final class ImportCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--file", paramLabel = "F", required = true, description = "the file")
    private Path file = Path.of("");

    @Option(
            names = "--predictions",
            paramLabel = "NAME",
            description = "the file is the log of a model that lives elsewhere; what it said is kept as version x-NAME")
    private Optional<String> predictions = Optional.empty();

    @Option(
            names = "--score",
            paramLabel = "C",
            description = "with --predictions: the column of the score. Multiclass: of a JSON object from class to"
                    + " probability, or what the names of the columns begin with, one a class")
    private Optional<String> score = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "C",
            description =
                    "with --predictions: the column of the predicted label; default: by the task's threshold, or the"
                            + " likeliest class")
    private Optional<String> label = Optional.empty();

    @Override
    int run(Engine engine) {
        if (predictions.isEmpty() && (score.isPresent() || label.isPresent())) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    "--score and --label say where predictions are; pass --predictions NAME with them");
        }
        Optional<ScoreColumns> columns = predictions.map(name -> ScoreColumns.of(
                name,
                score.orElseThrow(() -> new UnderstudyException(
                        ErrorCode.USAGE, "--predictions " + name + ": pass --score with the column of the score")),
                label));
        if (columns.isEmpty()) {
            ImportResult result = engine.intake().events(task(engine, task), file, progress());
            IntakePrinter.print(this, result, IntakeKind.EVENTS);
        } else {
            ImportResult result = engine.intake().predictions(task(engine, task), file, columns.get(), progress());
            IntakePrinter.print(this, result, IntakeKind.PREDICTIONS);
        }
        return ExitCode.DONE;
    }
}
