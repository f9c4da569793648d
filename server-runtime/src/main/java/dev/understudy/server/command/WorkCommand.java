package dev.understudy.server.command;

import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.server.http.LoggedChanges;
import dev.understudy.server.http.LoggedOutput;
import dev.understudy.server.http.LoggedWork;
import dev.understudy.server.http.OperatorLog;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Works on jobs until it is ended. */
@Command(
        name = "work",
        description =
                "Work on jobs with the released models, until SIGTERM or Ctrl-C. Opens no port. Keeps the embedded"
                        + " database open; with that, use serve --with-worker. See docs/runtime.md.")
final class WorkCommand extends EngineCommand {
    private enum Choice {
        STAGING,
        PRODUCTION
    }

    @Option(
            names = "--environment",
            paramLabel = "E",
            defaultValue = "production",
            description = "whose released models to work with: staging or production; default: production")
    private Choice environment = Choice.PRODUCTION;

    @Override
    int run(Engine engine) {
        OperatorLog log = new OperatorLog(around().err(), around().clock());
        PrometheusServingMetrics metrics = new PrometheusServingMetrics(around().clock());
        try (LoggedOutput _ = LoggedOutput.into(log);
                Serving serving = engine.serving(
                        engine.released(
                                around().environment(),
                                Environment.ofKey(environment.name().toLowerCase(Locale.ROOT))),
                        new LoggedChanges(log, metrics),
                        System::nanoTime,
                        Repetition.onThread());
                RunningWorker worker =
                        RunningWorker.of(engine, serving, new LoggedWork(log, metrics.jobs()), progress())) {
            engine.database().doubts().forEach(this::tell);
            serving.start();
            worker.start();
            print(engine);
            try (Repetition.Ongoing _ = engine.retaining(Repetition.onThread(), this::tell)) {
                progress().awaitCancelled();
            }
            tell("ending: no more jobs are claimed, and those under way come to their end");
            worker.throwIfHopeless();
        }
        return ExitCode.INTERRUPTED;
    }

    private void print(Engine engine) {
        ObjectNode document = Documents.object().put("working", true);
        ArrayNode tasks = document.putArray("tasks");
        engine.workspace().tasks().forEach(task -> tasks.add(task.text()));
        print(document, "working on jobs");
        around().out().flush();
    }
}
