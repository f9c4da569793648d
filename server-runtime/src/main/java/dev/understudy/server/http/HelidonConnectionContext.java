package dev.understudy.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** What Helidon knows of a connection, with every read and write going by the connection's clock. */
final class HelidonConnectionContext implements ConnectionContext {
    private final ConnectionContext origin;
    private final DataReader reader;
    private final DataWriter writer;

    HelidonConnectionContext(ConnectionContext origin, HelidonConnection connection) {
        this.origin = origin;
        this.reader = DataReader.create(connection::read);
        this.writer = new TimedWriter(origin.dataWriter(), connection);
    }

    /** Writes, and the connection knows that it waits for the caller to take it in. */
    private record TimedWriter(DataWriter origin, HelidonConnection connection) implements DataWriter {
        @Override
        public void write(BufferData... buffers) {
            try (HelidonConnection.Interlude _ = connection.during(HelidonConnection.Phase.ANSWER)) {
                origin.write(buffers);
            }
        }

        @Override
        public void write(BufferData buffer) {
            try (HelidonConnection.Interlude _ = connection.during(HelidonConnection.Phase.ANSWER)) {
                origin.write(buffer);
            }
        }

        @Override
        public void writeNow(BufferData... buffers) {
            try (HelidonConnection.Interlude _ = connection.during(HelidonConnection.Phase.ANSWER)) {
                origin.writeNow(buffers);
            }
        }

        @Override
        public void writeNow(BufferData buffer) {
            try (HelidonConnection.Interlude _ = connection.during(HelidonConnection.Phase.ANSWER)) {
                origin.writeNow(buffer);
            }
        }

        @Override
        public void flush() {
            origin.flush();
        }

        @Override
        public void close() {
            origin.close();
        }
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public ListenerContext listenerContext() {
        return origin.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return origin.executor();
    }

    @Override
    public Router router() {
        return origin.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return origin.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return origin.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return origin.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return origin.localPeer();
    }

    @Override
    public boolean isSecure() {
        return origin.isSecure();
    }

    @Override
    public String socketId() {
        return origin.socketId();
    }

    @Override
    public String childSocketId() {
        return origin.childSocketId();
    }
}
