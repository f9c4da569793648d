package dev.understudy.server.command;

import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.server.http.HelidonServer;
import dev.understudy.server.http.LoggedChanges;
import dev.understudy.server.http.LoggedOutput;
import dev.understudy.server.http.LoggedWork;
import dev.understudy.server.http.OperatorLog;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Works on jobs until it is ended. */
@Command(
        name = "work",
        description =
                "Work on jobs with the released models, until SIGTERM or Ctrl-C. Opens no port but with --port. Keeps the embedded"
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

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "answer /v2/health/live, /v2/health/ready and /metrics on this port; 0: one that is free;"
                    + " default: no port")
    private @Nullable Integer port;

    @Mixin
    private DoorOptions door = new DoorOptions();

    @Override
    public Integer call() {
        if (port != null) {
            DoorOptions.checkPort(port);
        }
        return super.call();
    }

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
                        RunningWorker.of(engine, serving, new LoggedWork(log, metrics.jobs()), progress());
                Probes probes = probes(engine, serving, metrics, log)) {
            engine.database().doubts().forEach(this::tell);
            serving.start();
            worker.start();
            print(engine, probes);
            try (Repetition.Ongoing _ = engine.retaining(Repetition.onThread(), this::tell)) {
                progress().awaitCancelled();
            }
            tell("ending: no more jobs are claimed, and those under way come to their end");
            worker.throwIfHopeless();
        }
        return ExitCode.INTERRUPTED;
    }

    /** What answers whether this process is well, if anything does. */
    private record Probes(Optional<DoorOptions.Opened> opened, Optional<HelidonServer> server)
            implements AutoCloseable {
        @Override
        public void close() {
            server.ifPresent(HelidonServer::close);
            opened.ifPresent(DoorOptions.Opened::close);
        }
    }

    private Probes probes(Engine engine, Serving serving, PrometheusServingMetrics metrics, OperatorLog log) {
        if (port == null) {
            return new Probes(Optional.empty(), Optional.empty());
        }
        metrics.keepsLog(true);
        metrics.watch(engine.jobService(serving, metrics.jobs())::backlog);
        DoorOptions.Opened opened = door.open(engine.workspace(), port, log);
        try {
            // nobody sends work to this address: it need not go on answering once the worker ends
            return new Probes(
                    Optional.of(opened),
                    Optional.of(HelidonServer.startProbes(opened.door().leavingAtOnce(), serving, metrics, log)));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void print(Engine engine, Probes probes) {
        ObjectNode document = Documents.object().put("working", true);
        String listening = probes.server()
                .map(server -> ", health and metrics on " + door.describe(document, server.port()))
                .orElse("");
        ArrayNode tasks = document.putArray("tasks");
        engine.workspace().tasks().forEach(task -> tasks.add(task.text()));
        print(document, "working on jobs" + listening);
        around().out().flush();
    }
}
