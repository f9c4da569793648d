package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Idle and slow connections beside normal calls, on a process of its own. With {@code -Dunderstudy.connections=full}, ten
 * times as many: 10,000 idle and 1,000 slow ones.
 */
class SlowConnectionsTest {
    private static final boolean FULL = "full".equals(System.getProperty("understudy.connections"));
    private static final int IDLE = FULL ? 10_000 : 1_000;
    private static final int SLOW = FULL ? 1_000 : 100;
    private static final int CALLS = FULL ? 5_000 : 1_500;
    private static final String PREDICTIONS = "/v1/tasks/listing-scam/predictions";
    /** Differences under this are those of a busy machine. */
    private static final Duration NOISE = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private static SocketChannel open(int port) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static List<SocketChannel> idle(int port) throws IOException {
        List<SocketChannel> idle = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            idle.add(open(port));
        }
        return idle;
    }

    /** Callers whose request never comes to its end: a byte each of its head or, every other one, of its body, whenever told. */
    private static final class Slow {
        private final List<SocketChannel> open = new ArrayList<>();

        Slow(int port) throws IOException {
            for (int i = 0; i < SLOW; i++) {
                SocketChannel channel = open(port);
                String begin = i % 2 == 0
                        ? "GET /v2/health/live HTTP/1.1\r\nX-Slow: "
                        : "POST " + PREDICTIONS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 100000\r\n\r\n";
                channel.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
                channel.configureBlocking(false);
                open.add(channel);
            }
        }

        /** How many are open still. */
        int oneByteMore() {
            open.removeIf(channel -> {
                try {
                    boolean cut = channel.read(ByteBuffer.allocate(256)) < 0;
                    if (!cut) {
                        channel.write(ByteBuffer.wrap(new byte[] {'a'}));
                    }
                    return cut;
                } catch (IOException e) {
                    return true;
                }
            });
            return open.size();
        }
    }

    /** Predictions wait for the disk: they have to be answered, and their time is not what is measured. */
    private static int prediction(HttpClient client, String address) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(address + PREDICTIONS))
                                .timeout(Duration.ofSeconds(20))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"id\":\"p\",\"time\":\"2025-02-20\",\"input\":{\"price\":900}}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static Duration p99(HttpClient client, String address, int calls, Runnable between) throws Exception {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            if (i % 100 == 0) {
                between.run();
                assertThat(prediction(client, address)).isEqualTo(200);
            }
            long start = System.nanoTime();
            HttpResponse<Void> response = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/v1/tasks/listing-scam/model"))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            nanos[i] = System.nanoTime() - start;
            assertThat(response.statusCode()).isEqualTo(200);
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[calls * 99 / 100]);
    }

    @Test
    void idleAndSlowConnectionsKeepNobodyWaiting() throws Exception {
        Path workspace = ServingScene.released(folder).workspace();
        Path log = folder.resolve("serve.log");
        try (ServedProcess served = ServedProcess.start(workspace, log, "--setting", "serve.drain=PT0S");
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            p99(client, served.address(), CALLS, () -> {}); // warm
            Duration without = p99(client, served.address(), CALLS, () -> {});
            List<SocketChannel> idle = idle(served.port());
            Slow slow = new Slow(served.port());
            Duration with = p99(client, served.address(), CALLS, slow::oneByteMore);
            String figures = IDLE + " idle and " + SLOW + " slow connections: p99 " + with.toNanos() / 1_000
                    + " us, without them " + without.toNanos() / 1_000 + " us";
            System.out.println(figures);
            assertThat(with).as(figures).isLessThan(without.multipliedBy(2).plus(NOISE));

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
            while (slow.oneByteMore() > 0 && System.nanoTime() < deadline) {
                p99(client, served.address(), 100, () -> {});
            }
            assertThat(slow.oneByteMore()).as("slow ones that are open still").isZero();
            idle.getLast().configureBlocking(false);
            assertThat(idle.getLast().read(ByteBuffer.allocate(1)))
                    .as("an idle one has a minute")
                    .isZero();
            for (SocketChannel channel : idle) {
                channel.close();
            }
            served.terminate();
            assertThat(served.awaitEnd()).isEqualTo(143);
        }
        assertThat(Files.readString(log)).contains("\"event\":\"connections-cut\"");
    }

    @Test
    void aConnectionTooManyIsToldSoAndIdleOnesMakeRoom() throws Exception {
        Path workspace = ServingScene.released(folder).workspace();
        try (ServedProcess served = ServedProcess.start(
                workspace,
                folder.resolve("serve.log"),
                "--setting",
                "serve.drain=PT0S",
                "--setting",
                "serve.connections=4")) {
            List<SocketChannel> idle = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                idle.add(open(served.port()));
            }
            String answer = ask(served.port());
            assertThat(answer).startsWith("HTTP/1.1 503 ").contains("too-many-connections", "Retry-After: ");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!answer.startsWith("HTTP/1.1 200 ") && System.nanoTime() < deadline) {
                answer = ask(served.port());
            }
            assertThat(answer).as("idle ones are cut sooner in a crowd").startsWith("HTTP/1.1 200 ");
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
    }

    private static String ask(int port) throws IOException {
        try (SocketChannel channel = open(port)) {
            channel.write(ByteBuffer.wrap("GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
            return new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
