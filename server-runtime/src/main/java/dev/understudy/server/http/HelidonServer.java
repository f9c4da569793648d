package dev.understudy.server.http;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.JobService;
import dev.understudy.engine.serving.Serving;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The HTTP server of a workspace. Closing it ends what is under way first. */
public final class HelidonServer implements AutoCloseable {
    private final WebServer server;
    private final Routes routes;
    private final Admission admission;
    private final HelidonConnections connections;
    private final OperatorLog log;
    private final Duration leaving;

    private HelidonServer(
            WebServer server,
            Routes routes,
            Admission admission,
            HelidonConnections connections,
            OperatorLog log,
            Duration leaving) {
        this.server = server;
        this.routes = routes;
        this.admission = admission;
        this.connections = connections;
        this.log = log;
        this.leaving = leaving;
    }

    /**
     * Starts to answer with all that a workspace serves.
     *
     * @throws UnderstudyException WORKSPACE_INVALID for an address that others can reach without tokens; PORT_UNAVAILABLE
     *     if it cannot listen there
     */
    public static HelidonServer start(
            Door door, Serving serving, Optional<JobService> jobs, PrometheusServingMetrics metrics, OperatorLog log) {
        Admission admission = new Admission(door.limits().draining());
        return start(door, Routes.of(serving, jobs, metrics, admission, new ReadingDeadline(), log), admission, log);
    }

    /**
     * Starts to answer with nothing but health and metrics, for a process that has other work.
     *
     * @throws UnderstudyException as {@link #start(Door, Serving, Optional, PrometheusServingMetrics, OperatorLog)}
     */
    public static HelidonServer startProbes(
            Door door, Serving serving, PrometheusServingMetrics metrics, OperatorLog log) {
        Admission admission = new Admission(door.limits().draining());
        return start(door, Routes.ofProbes(serving, metrics, admission, new ReadingDeadline(), log), admission, log);
    }

    private static HelidonServer start(Door door, Routes routes, Admission admission, OperatorLog log) {
        InetAddress address = door.address();
        int port = door.port();
        HttpLimits limits = door.limits();
        Access access = door.access();
        if (access.tokens().isEmpty()) {
            checkAddress(address);
        }
        HttpRouting.Builder routing =
                routes.routing().addFilter(new EveryCall(admission, System::nanoTime, log, access.logsRequests()));
        access.tokens().ifPresent(file -> routing.addFilter(new TokenCheck(file, routes::fail)));
        HelidonConnections connections = new HelidonConnections(limits, System::nanoTime, Repetition.onThread(), log);
        try {
            WebServer server = WebServer.builder()
                    .address(address)
                    .port(port)
                    .shutdownHook(false) // the program decides in which order things end
                    .shutdownGracePeriod(limits.draining())
                    .maxPayloadSize(RequestBody.LONGEST)
                    .maxTcpConnections(connections.most())
                    .protocolsDiscoverServices(false)
                    .addConnectionSelector(connections)
                    .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                    .contentEncoding(ContentEncodingContext.builder()
                            .contentEncodingsDiscoverServices(false)
                            .addContentEncoding(new GzipDecoding())
                            .build())
                    .directHandlers(HttpFailures.handlers(log))
                    .routing(routing)
                    .build()
                    .start();
            if (!server.isRunning()) { // it tells of a port that it cannot have in no other way
                throw new IllegalStateException("another program listens there, or this user may not");
            }
            return new HelidonServer(server, routes, admission, connections, log, limits.leaving());
        } catch (UncheckedIOException | IllegalStateException e) {
            admission.close();
            connections.close();
            throw new UnderstudyException(
                    ErrorCode.PORT_UNAVAILABLE,
                    "cannot listen on port " + port + " of " + address.getHostAddress() + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Refuses addresses that others can reach, for a service without tokens.
     *
     * @throws UnderstudyException WORKSPACE_INVALID
     */
    public static void checkAddress(InetAddress address) {
        if (!address.isLoopbackAddress()) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "an address that others can reach needs bearer tokens: make one with `understudy tokens create NAME`,"
                            + " put the line that it prints into a file, and name the file with --tokens; or listen on a"
                            + " loopback address such as 127.0.0.1");
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Every address that it answers. */
    List<Routes.Route> routes() {
        return routes.all();
    }

    /**
     * Ends: it is not ready from the first moment on, goes on answering for as long as those who send requests to it need
     * to notice, then closes its doors and waits for what is under way.
     */
    @Override
    public void close() {
        admission.announceEnd();
        log.ending(leaving);
        try {
            Thread.sleep(leaving);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
        admission.close();
        connections.close();
    }
}
