package dev.understudy.server.command;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.ExplainedScore;
import dev.understudy.engine.workspace.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what moved a score. */
@Command(
        name = "explain",
        description = "Say what moved a version's score of an event: how far each feature took it from the mean.")
final class ExplainCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--version", paramLabel = "V", required = true, description = "the version")
    private String version = "";

    @Option(names = "--event", paramLabel = "ID", required = true, description = "the event's id in the log")
    private String event = "";

    @Override
    int run(Engine engine) {
        ExplainedScore explained = engine.explanation().explain(task(engine, task), new VersionName(version), event);
        print(ExplanationDocument.of(explained), ExplanationText.of(explained));
        return ExitCode.DONE;
    }
}
