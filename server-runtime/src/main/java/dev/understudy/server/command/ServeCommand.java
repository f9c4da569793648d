package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.JobService;
import dev.understudy.engine.jobs.WorkerPolicy;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.ReleasedModels;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.serving.ServingObserver;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.SettingKey;
import dev.understudy.server.http.HelidonServer;
import dev.understudy.server.http.HttpLimits;
import dev.understudy.server.http.LoggedChanges;
import dev.understudy.server.http.LoggedOutput;
import dev.understudy.server.http.LoggedWork;
import dev.understudy.server.http.OperatorLog;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Serves predictions over HTTP until it is ended. */
@Command(
        name = "serve",
        description = "Serve predictions of the released models over HTTP, and take outcomes, until SIGTERM or Ctrl-C."
                + " Keeps the embedded database open. See docs/runtime.md.")
final class ServeCommand extends EngineCommand {
    /** What may come after the last answer: the log's last commit, the database's files. */
    private static final Duration LAST_STEPS = Duration.ofSeconds(5);

    private enum Choice {
        STAGING,
        PRODUCTION
    }

    @Option(names = "--port", paramLabel = "P", required = true, description = "the port; 0: one that is free")
    private int port;

    @Option(
            names = "--environment",
            paramLabel = "E",
            defaultValue = "production",
            description = "whose released models to serve where no models are mounted: staging or production; default:"
                    + " production")
    private Choice environment = Choice.PRODUCTION;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "a folder in which a folder for each task says which model to serve, as a mounted ConfigMap;"
                    + " default: /etc/understudy/models where that is there")
    private @Nullable Path models;

    @Mixin
    private DoorOptions door = new DoorOptions();

    @Option(names = "--with-worker", description = "work on jobs too")
    private boolean withWorker;

    @Option(
            names = "--no-log",
            description = "keep nothing of what is answered, and open no database: nothing can be rehearsed on it,"
                    + " a retry gets a fresh answer, and outcomes are not taken")
    private boolean noLog;

    @Override
    public Integer call() {
        if (withWorker && noLog) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "--no-log: a worker needs the log; expected one of --no-log and --with-worker");
        }
        DoorOptions.checkPort(port);
        return super.call();
    }

    @Override
    Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>(super.flags());
        if (models != null) {
            flags.put(
                    SettingKey.MODELS_DIRECTORY.path(), models.toAbsolutePath().toString());
        }
        return flags;
    }

    @Override
    int run(Engine engine) {
        OperatorLog log = new OperatorLog(around().err(), around().clock());
        PrometheusServingMetrics metrics = new PrometheusServingMetrics(around().clock());
        metrics.keepsLog(!noLog);
        if (noLog) {
            tell("--no-log: nothing of what is answered is kept, and no release can be rehearsed on it");
        }
        try (LoggedOutput _ = LoggedOutput.into(log);
                DoorOptions.Opened opened = door.open(engine.workspace(), port, log);
                Serving serving = serving(engine, new LoggedChanges(log, metrics));
                RunningWorker worker = withWorker
                        ? RunningWorker.of(engine, serving, new LoggedWork(log, metrics.jobs()), progress())
                        : RunningWorker.none();
                HelidonServer server = HelidonServer.start(
                        opened.door(),
                        serving,
                        noLog ? Optional.empty() : Optional.of(jobs(engine, serving, metrics)),
                        metrics,
                        log)) {
            HttpLimits limits = opened.door().limits();
            progress().allowToEnd(timeToEnd(limits));
            if (!noLog) {
                engine.database().doubts().forEach(this::tell);
            }
            serving.start();
            worker.start();
            print(engine, server.port());
            try (Repetition.Ongoing _ = noLog ? () -> {} : engine.retaining(Repetition.onThread(), this::tell)) {
                progress().awaitCancelled();
            }
            worker.throwIfHopeless();
        }
        return ExitCode.INTERRUPTED;
    }

    /** Connections and the calls behind them are waited for one after the other, and then the worker's jobs. */
    private Duration timeToEnd(HttpLimits limits) {
        Duration calls = limits.leaving().plus(limits.draining().multipliedBy(2));
        return calls.plus(withWorker ? WorkerPolicy.GRACE : Duration.ZERO).plus(LAST_STEPS);
    }

    /** Models load while the database is opened and the server starts: none of them needs another. */
    private Serving serving(Engine engine, ServingObserver observer) {
        ReleasedModels released = engine.released(
                around().environment(), Environment.ofKey(environment.name().toLowerCase(Locale.ROOT)));
        Serving serving = noLog
                ? engine.servingWithoutLog(released, observer, System::nanoTime, Repetition.onThread())
                : engine.serving(released, observer, System::nanoTime, Repetition.onThread());
        serving.begin();
        return serving;
    }

    private static JobService jobs(Engine engine, Serving serving, PrometheusServingMetrics metrics) {
        engine.database(); // open, or this process ends, before anybody asks
        JobService jobs = engine.jobService(serving, metrics.jobs());
        metrics.watch(jobs::backlog);
        return jobs;
    }

    private void print(Engine engine, int listening) {
        ObjectNode document = Documents.object();
        String address = door.describe(document, listening);
        ArrayNode tasks = document.putArray("tasks");
        engine.workspace().tasks().forEach(task -> tasks.add(task.text()));
        print(document, "listening on " + address);
        around().out().flush();
    }
}
