package dev.understudy.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection too many: its first request is answered with that, and it is closed. */
final class RefusedConnection implements ServerConnection {
    private final ConnectionContext context;

    RefusedConnection(ConnectionContext context) {
        this.context = context;
    }

    @Override
    public void handle(Limit limit) {
        // to answer before the request is read would lose the answer with the connection
        try {
            context.dataReader().readBuffer();
        } catch (DataReader.InsufficientDataAvailableException e) {
            return; // it went away without a request
        }
        context.dataWriter().writeNow(BufferData.create(answer()));
    }

    private static byte[] answer() {
        Problem problem = Problem.of(RequestRefused.of(
                HttpFault.TOO_MANY_CONNECTIONS, "too many connections are open; try again, or elsewhere"));
        byte[] body = problem.toJson("");
        String head = "HTTP/1.1 " + problem.status() + " " + problem.title() + "\r\nContent-Type: "
                + Problem.MEDIA_TYPE + "\r\nContent-Length: " + body.length + "\r\nRetry-After: "
                + Answers.RETRY_AFTER + "\r\nConnection: close\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean atOnce) {
        // it ends by itself, or is cut
    }
}
