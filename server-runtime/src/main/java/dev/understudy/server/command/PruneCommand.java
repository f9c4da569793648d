package dev.understudy.server.command;

import dev.understudy.engine.pipeline.LogRetention;
import dev.understudy.engine.workspace.Engine;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Deletes what need not be kept of a log. */
@Command(
        name = "prune",
        description =
                "Delete the days of the log that are older than the task file's log.retention. serve does it hourly.")
final class PruneCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--dry-run", description = "only say what would be deleted")
    private boolean dryRun;

    @Override
    int run(Engine engine) {
        LogRetention retention = engine.retention();
        LogRetention.Pruned pruned =
                dryRun ? retention.plan(task(engine, task)) : retention.prune(task(engine, task), progress());
        ObjectNode document = Documents.object();
        document.put("deleted", !dryRun);
        document.put("before", pruned.before().map(LocalDate::toString).orElse(null));
        document.put("events", pruned.traffic().events());
        document.put("predictions", pruned.traffic().predictions());
        document.put("outcomes", pruned.traffic().outcomes());
        document.put("failures", pruned.traffic().failures());
        document.put("warning", pruned.warning().orElse(null));
        pruned.warning().ifPresent(this::tell);
        print(document);
        return ExitCode.DONE;
    }
}
