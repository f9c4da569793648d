package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.JobService;
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
import java.net.InetAddress;
import java.net.UnknownHostException;
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
    private static final int HIGHEST_PORT = 65_535;
    /** What may come after the last answer: the log's last commit, the database's files. */
    private static final Duration LAST_STEPS = Duration.ofSeconds(5);

    private enum Choice {
        STAGING,
        PRODUCTION
    }

    @Option(names = "--port", paramLabel = "P", required = true, description = "the port; 0: one that is free")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "the address to listen on; any but a loopback address needs --tokens; default: 127.0.0.1")
    private String host = "127.0.0.1";

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
        if (port < 0 || port > HIGHEST_PORT) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "--port: expected 0 to " + HIGHEST_PORT + ", and found " + port);
        }
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

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UnderstudyException(ErrorCode.USAGE, "--host: there is no address " + host, e);
        }
    }

    @Override
    int run(Engine engine) {
        OperatorLog log = new OperatorLog(around().err(), around().clock());
        HttpLimits limits = door.limits(engine.workspace());
        progress().allowToEnd(limits.leaving().plus(limits.draining()).plus(LAST_STEPS));
        PrometheusServingMetrics metrics = new PrometheusServingMetrics(around().clock());
        metrics.keepsLog(!noLog);
        if (noLog) {
            tell("--no-log: nothing of what is answered is kept, and no release can be rehearsed on it");
        }
        try (LoggedOutput _ = LoggedOutput.into(log);
                DoorOptions.Opened opened = door.open(engine.workspace(), address(), log);
                Serving serving = serving(engine, new LoggedChanges(log, metrics));
                RunningWorker worker = withWorker
                        ? RunningWorker.of(engine, serving, new LoggedWork(log, metrics.jobs()), progress())
                        : RunningWorker.none();
                HelidonServer server = HelidonServer.start(
                        address(),
                        port,
                        serving,
                        noLog ? Optional.empty() : Optional.of(jobs(engine, serving, metrics)),
                        metrics,
                        log,
                        limits,
                        opened.access())) {
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

    private Serving serving(Engine engine, ServingObserver observer) {
        ReleasedModels released = engine.released(
                around().environment(), Environment.ofKey(environment.name().toLowerCase(Locale.ROOT)));
        return noLog
                ? engine.servingWithoutLog(released, observer, System::nanoTime, Repetition.onThread())
                : engine.serving(released, observer, System::nanoTime, Repetition.onThread());
    }

    private static JobService jobs(Engine engine, Serving serving, PrometheusServingMetrics metrics) {
        JobService jobs = engine.jobService(serving, metrics.jobs());
        metrics.watch(jobs::backlog);
        return jobs;
    }

    private void print(Engine engine, int listening) {
        String address = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listening;
        ObjectNode document =
                Documents.object().put("address", address).put("host", host).put("port", listening);
        ArrayNode tasks = document.putArray("tasks");
        engine.workspace().tasks().forEach(task -> tasks.add(task.text()));
        print(document, "listening on " + address);
        around().out().flush();
    }
}
