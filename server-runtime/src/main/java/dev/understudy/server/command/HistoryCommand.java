package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.ReleaseHistory;
import dev.understudy.engine.workspace.Engine;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was live when. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "What was live when, newest first, from the config repository alone.")
final class HistoryCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--environment", paramLabel = "E", required = true, description = "staging or production")
    private String environment = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "only what was live then")
    private Optional<Instant> at = Optional.empty();

    @Override
    int run(Engine engine) {
        TaskName name = task(engine, task).name();
        ReleaseHistory history = engine.config().history(name, Environment.ofKey(environment));
        ObjectNode document = Documents.object();
        ArrayNode releases = document.putArray("releases");
        if (at.isPresent()) {
            history.liveAt(at.get()).map(Documents::of).ifPresent(releases::add);
        } else {
            history.releases().stream().map(Documents::of).forEach(releases::add);
        }
        print(document);
        return ExitCode.DONE;
    }
}
