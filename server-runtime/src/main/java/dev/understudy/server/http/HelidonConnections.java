package dev.understudy.server.http;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.understudy.engine.common.Repetition;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * All connections that are open. It cuts those that are too slow or idle for too long, and lets in no more than there is
 * room for: whoever comes then is told so, and those who idle have less time to do so.
 */
final class HelidonConnections implements ServerConnectionSelector, AutoCloseable {
    /** How many more than are served may be open for as long as it takes to refuse them. */
    static final int REFUSED_AT_A_TIME = 128;

    private static final Duration LOOKS = Duration.ofMillis(250);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration IDLE_IN_A_CROWD = Duration.ofSeconds(5);
    /** Of the process's file descriptors, those for everything but connections. */
    private static final long OTHER_FILES = 512;

    private final HttpLimits limits;
    private final LongSupplier nanoTime;
    private final OperatorLog log;
    private final Http1ConnectionSelector http;
    private final Set<HelidonConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<HelidonConnection> refused = ConcurrentHashMap.newKeySet();
    private final Repetition.Ongoing looks;
    private long refusals;

    HelidonConnections(HttpLimits limits, LongSupplier nanoTime, Repetition repetition, OperatorLog log) {
        this.limits = limits.with(limits.leaving(), withinDescriptors(limits.connections()));
        this.nanoTime = nanoTime;
        this.log = log;
        this.http = Http1ConnectionSelector.builder()
                .config(Http1Config.create())
                .upgraders(Map.of())
                .build();
        this.looks = repetition.every("connections", LOOKS, this::look);
    }

    /** Where the process runs out of descriptors, the server would end: it cannot accept, and takes that for its end. */
    private static int withinDescriptors(int wanted) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.max(1, Math.min(wanted, unix.getMaxFileDescriptorCount() - OTHER_FILES))
                : wanted;
    }

    /** How many connections the system may accept. */
    int most() {
        return limits.connections() + REFUSED_AT_A_TIME;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED; // the only protocol there is; what is none is told so
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        if (open.size() < limits.connections()) {
            return new HelidonConnection(context, http::connection, nanoTime, open::add, open::remove);
        }
        return new HelidonConnection(context, RefusedConnection::new, nanoTime, refused::add, this::wasRefused);
    }

    private void wasRefused(HelidonConnection connection) {
        refused.remove(connection);
        synchronized (this) {
            refusals++;
        }
    }

    private synchronized long refusalsSinceLastLook() {
        long count = refusals;
        refusals = 0;
        return count;
    }

    private void look() {
        boolean crowded = open.size() > limits.connections() / 4 * 3;
        Function<HelidonConnection.Phase, Duration> longest =
                phase -> crowded && phase == HelidonConnection.Phase.WAITING
                        ? shorter(IDLE_IN_A_CROWD, limits.idle())
                        : limits.longest(phase);
        int slow = 0;
        int idle = 0;
        for (HelidonConnection connection : open) {
            boolean waiting = connection.phase() == HelidonConnection.Phase.WAITING;
            if (connection.cutAfter(longest)) {
                slow += waiting ? 0 : 1;
                idle += waiting ? 1 : 0;
            }
        }
        refused.forEach(connection -> connection.cutAfter(phase -> SHORT));
        long turnedAway = refusalsSinceLastLook();
        if (slow > 0 || turnedAway > 0) { // idle ones are everyday
            log.connectionsCut(slow, idle, turnedAway, open.size());
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void close() {
        looks.close();
    }
}
