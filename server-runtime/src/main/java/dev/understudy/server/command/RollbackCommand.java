package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.IfClosed;
import dev.understudy.engine.workspace.Engine;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a release back. */
@Command(
        name = "rollback",
        description = "Take an earlier release back into service, as a further change with a raised counter.")
final class RollbackCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--environment", paramLabel = "E", required = true, description = "staging or production")
    private String environment = "";

    @Option(
            names = "--to",
            paramLabel = "V",
            description = "the version to go back to; default: the one that was live before")
    private Optional<String> to = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; recorded with your name")
    private String reason = "";

    @Option(names = "--again", description = "open a further pull request where people closed the one of this change")
    private boolean again;

    @Override
    int run(Engine engine) {
        TaskName name = task(engine, task).name();
        Environment target = Environment.ofKey(environment);
        return PublishPrinter.print(
                this,
                target,
                engine.release()
                        .rollback(
                                name,
                                target,
                                to.map(VersionName::new),
                                Person.ofProcess(),
                                reason,
                                again ? IfClosed.ASK_AGAIN : IfClosed.REFUSE));
    }
}
