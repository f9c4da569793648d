package dev.understudy.server.command;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.traffic.ExportFormat;
import dev.understudy.engine.traffic.PredictionExport;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.SettingKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Writes the log for other tools. */
@Command(
        name = "export",
        description =
                "Write the predictions of the log with their inputs and outcomes, for other tools: a row a prediction.")
final class ExportCommand extends EngineCommand {
    private enum What {
        predictions
    }

    @Parameters(paramLabel = "predictions", description = "what to write: predictions")
    @SuppressWarnings("UnusedVariable") // there is one choice so far, and picocli checks it
    private What what = What.predictions;

    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Mixin
    private WindowOptions window = new WindowOptions();

    @Option(names = "--format", paramLabel = "F", required = true, description = "jsonl, csv or parquet")
    private String format = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "where to; a name that ends with .gz is packed; -: the output; default: in the workspace's reports")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--known-at",
            paramLabel = "INSTANT",
            description = "outcomes and predictions as they were known then; default: now")
    private Optional<Instant> knownAt = Optional.empty();

    @Override
    int run(Engine engine) {
        ExportFormat as = ExportFormat.ofKey(format);
        TimeWindow events = window.window();
        PredictionExport.Request request = new PredictionExport.Request(
                task(engine, task),
                events,
                knownAt.orElseGet(() -> engine.clock().instant()),
                as);
        if (out.equals(Optional.of("-"))) {
            long rows = engine.export().write(request, around().out(), progress());
            around().out().flush();
            tell(rows + " predictions");
            return ExitCode.DONE;
        }
        Path file = out.map(Path::of)
                .orElseGet(() -> engine.workspace()
                        .path(SettingKey.REPORTS_DIRECTORY)
                        .resolve("predictions-" + task + "." + as.key()))
                .toAbsolutePath();
        ObjectNode document = Documents.object();
        document.put("rows", engine.export().write(request, file, progress()));
        document.putArray("files").add(file.toString());
        print(document);
        return ExitCode.DONE;
    }
}
