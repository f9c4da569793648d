package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.server.http.HelidonServer;
import dev.understudy.server.http.HttpLimits;
import dev.understudy.server.http.LoggedChanges;
import dev.understudy.server.http.OperatorLog;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import picocli.CommandLine.Command;
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
            description = "the address to listen on; only loopback addresses in this version; default: 127.0.0.1")
    private String host = "127.0.0.1";

    @Option(
            names = "--environment",
            paramLabel = "E",
            defaultValue = "production",
            description = "whose released models to serve: staging or production; default: production")
    private Choice environment = Choice.PRODUCTION;

    @Option(names = "--with-worker", description = "work on jobs too (not available in this version)")
    private boolean withWorker;

    @Override
    public Integer call() {
        if (withWorker) {
            throw new UnderstudyException(
                    ErrorCode.NOT_AVAILABLE, "--with-worker: jobs are not available in this version");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "--port: expected 0 to " + HIGHEST_PORT + ", and found " + port);
        }
        HelidonServer.checkAddress(address());
        return super.call();
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
        PrometheusServingMetrics metrics = new PrometheusServingMetrics();
        OperatorLog log = new OperatorLog(around().err(), around().clock());
        try (Serving serving = engine.serving(
                        Environment.ofKey(environment.name().toLowerCase(Locale.ROOT)),
                        new LoggedChanges(log, metrics),
                        System::nanoTime,
                        Repetition.onThread());
                HelidonServer server =
                        HelidonServer.start(address(), port, serving, metrics, log, HttpLimits.STANDARD)) {
            engine.database().doubts().forEach(this::tell);
            serving.start();
            print(engine, server.port());
            progress().awaitCancelled();
            tell("ending: no more calls are taken, and those under way come to their end");
        }
        return ExitCode.INTERRUPTED;
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
