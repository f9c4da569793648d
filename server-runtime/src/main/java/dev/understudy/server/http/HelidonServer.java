package dev.understudy.server.http;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.JobService;
import dev.understudy.engine.serving.Serving;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The HTTP server of a workspace. Closing it ends what is under way first. */
public final class HelidonServer implements AutoCloseable {
    private static final Duration IDLE_CHECKS = Duration.ofSeconds(5);
    private static final Duration LAST_BYTES = Duration.ofSeconds(1);

    private final WebServer server;
    private final Admission admission;
    private final ReadingDeadline deadline;
    private final Routes routes;

    private HelidonServer(WebServer server, Admission admission, ReadingDeadline deadline, Routes routes) {
        this.server = server;
        this.admission = admission;
        this.deadline = deadline;
        this.routes = routes;
    }

    /**
     * Starts to listen.
     *
     * @param address where; a loopback address, since there are no tokens yet
     * @param port which port; 0: one that is free
     * @throws UnderstudyException NOT_AVAILABLE for any other address; PORT_UNAVAILABLE if it cannot listen there
     */
    public static HelidonServer start(
            InetAddress address,
            int port,
            Serving serving,
            JobService jobs,
            PrometheusServingMetrics metrics,
            OperatorLog log,
            HttpLimits limits) {
        checkAddress(address);
        Admission admission = new Admission(limits.draining());
        ReadingDeadline deadline = new ReadingDeadline(limits.reading());
        Routes routes = Routes.of(serving, jobs, metrics, admission, deadline, log);
        try {
            WebServer server = WebServer.builder()
                    .address(address)
                    .port(port)
                    .shutdownHook(false) // the program decides in which order things end
                    .shutdownGracePeriod(LAST_BYTES)
                    .maxPayloadSize(RequestBody.LONGEST)
                    .idleConnectionTimeout(limits.idle())
                    .idleConnectionPeriod(IDLE_CHECKS)
                    .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                    .contentEncoding(ContentEncodingContext.builder()
                            .contentEncodingsDiscoverServices(false)
                            .addContentEncoding(new GzipDecoding())
                            .build())
                    .directHandlers(HttpFailures.handlers(log))
                    .routing(routes.routing())
                    .build()
                    .start();
            if (!server.isRunning()) { // it tells of a port that it cannot have in no other way
                throw new IllegalStateException("another program listens there, or this user may not");
            }
            return new HelidonServer(server, admission, deadline, routes);
        } catch (UncheckedIOException | IllegalStateException e) {
            admission.close();
            deadline.close();
            throw new UnderstudyException(
                    ErrorCode.PORT_UNAVAILABLE,
                    "cannot listen on port " + port + " of " + address.getHostAddress() + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Refuses addresses that others can reach.
     *
     * @throws UnderstudyException NOT_AVAILABLE
     */
    public static void checkAddress(InetAddress address) {
        if (!address.isLoopbackAddress()) {
            throw new UnderstudyException(
                    ErrorCode.NOT_AVAILABLE,
                    "an address that others can reach needs bearer tokens, which are not available in this version; "
                            + "expected a loopback address such as 127.0.0.1");
        }
    }

    /** Which methods each address takes. */
    public Map<String, List<String>> operations() {
        return routes.operations();
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        admission.close();
        server.stop();
        deadline.close();
    }
}
