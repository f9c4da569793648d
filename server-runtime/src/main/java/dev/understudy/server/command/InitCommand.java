package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Makes a workspace, or adds a task to one. */
@Command(name = "init", description = "Make a workspace; on an existing one, add the task.")
final class InitCommand extends EngineCommand {
    @Parameters(paramLabel = "DIRECTORY", description = "the workspace's directory; made where it is missing")
    private Path target = Path.of(".");

    @Option(names = "--task", paramLabel = "FILE", required = true, description = "the task file (YAML)")
    private Path taskFile = Path.of("task.yaml");

    @Override
    public Integer call() {
        TaskName task = Workspace.init(target, taskFile);
        ObjectNode document = Documents.object();
        document.put("workspace", target.toAbsolutePath().normalize().toString());
        document.put("task", task.text());
        print(document);
        return ExitCode.DONE;
    }

    @Override
    int run(Engine engine) {
        throw new IllegalStateException("a workspace is made before there is an engine on it");
    }
}
