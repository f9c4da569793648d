package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.ModelRelease;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.IfClosed;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.SettingKey;
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

    @Option(names = "--again", description = "open a further pull request where people closed the one of this change")
    private boolean again;

    @Override
    int run(Engine engine) {
        TaskName name = task(engine, task).name();
        Environment target = Environment.ofKey(environment);
        if (target == Environment.PRODUCTION
                && engine.workspace()
                        .settings()
                        .value(SettingKey.RELEASE_STAGING_PODS)
                        .isEmpty()) {
            tell("no pods of staging are asked whether they serve it: release.stagingPods is not set");
        }
        ModelRelease.Request request = new ModelRelease.Request(
                name,
                new VersionName(version),
                target,
                simulation,
                overrule.map(reason -> new ModelRelease.Overruling(Person.ofProcess(), reason)));
        return PublishPrinter.print(
                this, target, engine.release().release(request, again ? IfClosed.ASK_AGAIN : IfClosed.REFUSE));
    }
}
