package dev.understudy.server.metrics;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A Pushgateway of this machine, on loopback, until it is closed. */
final class PushgatewayProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private PushgatewayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    private static Optional<File> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> new File(folder, "prometheus-pushgateway"))
                .filter(File::canExecute)
                .findFirst();
    }

    static void assumeInstalled() {
        Assumptions.assumeTrue(program().isPresent(), "there is no prometheus-pushgateway here");
    }

    static PushgatewayProcess start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        program().orElseThrow().getPath(), "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        PushgatewayProcess started = new PushgatewayProcess(process, port);
        started.awaitListening();
        return started;
    }

    private void awaitListening() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the Pushgateway does not listen");
            }
            Thread.onSpinWait();
        }
    }

    private boolean listens() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
