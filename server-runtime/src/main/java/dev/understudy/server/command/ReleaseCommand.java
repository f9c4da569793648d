package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.ModelRelease;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.workspace.Engine;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Releases a version. */
@Command(name = "release", description = "Release a version that the gate approved: to staging, then to production.")
final class ReleaseCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--version", paramLabel = "V", required = true, description = "the version")
    private String version = "";

    @Option(
            names = "--environment",
            paramLabel = "E",
            required = true,
            description = "staging or production; production takes only what staging has had")
    private String environment = "";

    @Option(
            names = "--simulation",
            paramLabel = "S",
            description = "the simulation that approves it; default: the newest approved one against what is live now")
    private Optional<String> simulation = Optional.empty();

    @Option(
            names = "--overrule",
            paramLabel = "REASON",
            description = "release without approval, for this reason, which is recorded with your name")
    private Optional<String> overrule = Optional.empty();

    @Override
    int run(Engine engine) {
        TaskName name = task(engine, task).name();
        Environment target = Environment.ofKey(environment);
        return PublishPrinter.print(
                this,
                target,
                engine.release()
                        .release(new ModelRelease.Request(
                                name,
                                new VersionName(version),
                                target,
                                simulation,
                                overrule.map(reason -> new ModelRelease.Overruling(Person.ofProcess(), reason)))));
    }
}
