package dev.understudy.server.command;

import dev.understudy.engine.pipeline.SampleFiles;
import dev.understudy.engine.workspace.Engine;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes events of the sample world. */
@Command(
        name = "sample",
        description = "Write events of the sample world with their outcomes, and the task file that belongs to them.")
final class SampleCommand extends EngineCommand {
    @Parameters(paramLabel = "DIRECTORY", description = "where to; made where it is missing")
    private Path target = Path.of(".");

    @Option(
            names = "--events",
            paramLabel = "N",
            required = true,
            description = "how many; they spread over the same 150 days, 1 January to 30 May 2025")
    private long events;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "the same seed and number give the same events; default: 1")
    private long seed = 1;

    @Option(
            names = "--format",
            paramLabel = "csv|parquet",
            defaultValue = "csv",
            description = "events.csv.gz or events.parquet; default: csv")
    private String format = "csv";

    @Override
    public Integer call() {
        SampleFiles.Written written =
                SampleFiles.write(new SampleFiles.Request(target, events, seed, format), progress());
        ObjectNode document = Documents.object();
        document.put("events", written.events());
        ArrayNode files = document.putArray("files");
        written.files().forEach(file -> files.add(file.toString()));
        document.put("seconds", written.seconds());
        print(document);
        return ExitCode.DONE;
    }

    @Override
    int run(Engine engine) {
        throw new IllegalStateException("the sample world needs no workspace");
    }
}
