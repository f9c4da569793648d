package dev.understudy.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** A real Redis, append-only with a sync at each write, that can be killed and started again on the same files and port. */
final class RedisServer implements AutoCloseable {
    /** What the names of the tests' keys begin with. */
    static final String NAMESPACE = "faults";

    private final Path files;
    private final int port = FreePort.find();
    private Process process;

    RedisServer(Path files) {
        try {
            this.files = Files.createDirectories(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = startOnce();
    }

    private Process startOnce() {
        try {
            Process started = new ProcessBuilder(List.of(
                            ExecutableProvider.newJarResourceProvider().get().getPath(),
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--dir",
                            files.toString(),
                            "--appendonly",
                            "yes",
                            "--appendfsync",
                            "always"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            files.resolve("redis.log").toFile()))
                    .start();
            Deadline.await(Duration.ofSeconds(30), () -> "Redis does not answer", this::answers);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[5];
            return socket.getInputStream().readNBytes(answer, 0, 5) == 5
                    && new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** How a worker of these tests reaches it, and how the product does. */
    Map<String, String> environment() {
        return Map.of(
                FaultWorker.REDIS_PORT,
                Integer.toString(port),
                "UNDERSTUDY_JOBS_QUEUE",
                "redis",
                "UNDERSTUDY_JOBS_REDIS_PORT",
                Integer.toString(port),
                "UNDERSTUDY_JOBS_REDIS_NAMESPACE",
                NAMESPACE);
    }

    /** Ends it as its administrator would. */
    void stop() {
        process.toHandle().destroy();
        process.onExit().join();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void start() {
        process = startOnce();
    }

    @Override
    public void close() {
        kill();
    }
}
