package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Callers whose bodies do not come to their end take nobody's turn, and no more room than what they sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowBodiesTest {
    private static final String ADDRESS = "/v1/tasks/listing-scam/predictions";
    private static final int ANSWERS = 20;
    private static final Duration WAIT = Duration.ofSeconds(30);

    private ServingScene scene;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        scene = ServingScene.on(
                folder, new HttpLimits(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1)));
    }

    @AfterAll
    void end() {
        scene.close();
    }

    /** Begins bodies that never end, and waits until the server has taken in what there is of the first and the last. */
    private List<Socket> unfinished(int count, int length, int sent) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = begun(length);
            sockets.add(socket);
            // asked for the body, the server is where a call waits for it
            String interim = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(interim).isEqualTo("HTTP/1.1 100");
            socket.getOutputStream().write(" ".repeat(sent).getBytes(StandardCharsets.US_ASCII));
        }
        return sockets;
    }

    private Socket begun(int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), scene.port());
        String head = "POST " + ADDRESS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Expect: 100-continue\r\nContent-Length: " + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** One more of half a MiB; the server may turn it away before all of it is sent. */
    private Socket offered() throws IOException {
        Socket socket = begun(500_000);
        try {
            socket.getOutputStream().write(" ".repeat(499_999).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException turnedAway) {
            assertThat(turnedAway).isInstanceOf(SocketException.class);
        }
        return socket;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static String event(String id) {
        return "{\"id\":\"" + id + "\",\"time\":\"2025-02-20\",\"input\":{\"price\":900}}";
    }

    @Test
    void moreSlowCallersThanCallsAtATimeTakeNobodysTurn() throws Exception {
        List<Socket> slow = unfinished(Admission.CALLS + 20, 1_000, 1);
        for (int i = 0; i < ANSWERS; i++) {
            assertThat(scene.predict(event("turn-" + i)).statusCode()).isEqualTo(200);
        }
        close(slow);
    }

    @Test
    void slowLargeBodiesDoNotKeepLargeOnesOut() throws Exception {
        List<Socket> slow = unfinished(Admission.LARGE_CALLS + 2, 200_000, 100_000);
        String large = IntStream.range(0, 2_000)
                .mapToObj(i -> event("large-" + i))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
        assertThat(large.length()).isGreaterThan(Admission.LARGE);
        for (int i = 0; i < ANSWERS; i++) {
            assertThat(scene.predict(large).statusCode()).isEqualTo(200);
        }
        close(slow);
    }

    /** Ten bodies of 8 MiB, or nine and what else there is room for, are all of it, however slowly each comes to its end. */
    @Test
    void bodiesThatAreHeldBackTakeNoMoreThanTheRoomThereIs() throws Exception {
        List<Socket> slow = new ArrayList<>(unfinished(9, RequestBody.LONGEST, RequestBody.LONGEST - 1));
        String padded = event("room") + " ".repeat(300_000);
        int status = 200;
        for (long end = System.nanoTime() + WAIT.toNanos(); status == 200 && System.nanoTime() < end; ) {
            // one that finds no room while this very call takes some is turned away, and another takes its place
            slow.add(offered());
            status = scene.predict(padded).statusCode();
        }
        assertThat(status).isEqualTo(429);
        assertThat(scene.predict(event("small")).statusCode())
                .as("small ones need none")
                .isEqualTo(200);
        close(slow);
    }
}
