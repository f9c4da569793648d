package dev.understudy.server.command;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.workspace.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Logs what a version would have predicted. */
@Command(
        name = "backfill",
        description = "Log what a version would have predicted for imported events, marked as backfilled.")
final class BackfillCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--version", paramLabel = "V", required = true, description = "the version")
    private String version = "";

    @Mixin
    private WindowOptions window = new WindowOptions();

    @Override
    int run(Engine engine) {
        long predictions =
                engine.backfill().backfill(task(engine, task), new VersionName(version), window.window(), progress());
        ObjectNode document = Documents.object();
        document.put("predictions", predictions);
        print(document);
        return ExitCode.DONE;
    }
}
