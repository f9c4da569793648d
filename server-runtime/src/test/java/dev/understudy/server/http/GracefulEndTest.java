package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to end under load fails no request of callers who do as they are told. */
class GracefulEndTest {
    private static final int ENDS = "full".equals(System.getProperty("understudy.faults")) ? 20 : 1;
    private static final int CALLERS = 8;
    private static final int WARM = 100;
    /** How many calls come after the process said that it ends. */
    private static final int NOTICED = 40;

    @TempDir
    Path folder;

    /** Callers behind something that asks for readiness, as a cluster's service does: they stop once it is false. */
    private static final class Callers {
        private final HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        private final String address;
        private final AtomicBoolean ready = new AtomicBoolean(true);
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger answeredWhileLeaving = new AtomicInteger();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final CountDownLatch warm = new CountDownLatch(WARM);
        private final List<Thread> threads = new ArrayList<>();

        private final String prefix;

        Callers(String address, String prefix) {
            this.address = address;
            this.prefix = prefix;
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20));
        }

        void start() {
            for (int caller = 0; caller < CALLERS; caller++) {
                String name = prefix + caller + "-";
                threads.add(Thread.ofVirtual().start(() -> call(name)));
            }
            threads.add(Thread.ofVirtual().start(this::probe));
        }

        private void call(String name) {
            for (int i = 0; ready.get(); i++) {
                try {
                    HttpResponse<String> response = client.send(
                            request("/v1/tasks/listing-scam/predictions")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"" + name + i
                                            + "\",\"time\":\"2025-02-20\",\"input\":{\"price\":900}}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    if (response.statusCode() != 200) {
                        failures.add(response.statusCode() + " " + response.body());
                    }
                    if (response.headers().firstValue("Connection").orElse("").equalsIgnoreCase("close")) {
                        answeredWhileLeaving.incrementAndGet();
                    }
                    answered.incrementAndGet();
                    warm.countDown();
                } catch (IOException e) {
                    failures.add(e.toString());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        private void probe() {
            while (ready.get()) {
                try {
                    int status = client.send(
                                    request("/v2/health/ready").build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (status != 200) {
                        // whoever is told of it needs a moment: they all go on calling meanwhile
                        int before = answered.get();
                        while (answered.get() < before + NOTICED && failures.isEmpty()) {
                            Thread.onSpinWait();
                        }
                        ready.set(false);
                    }
                } catch (IOException e) {
                    failures.add("probe: " + e);
                    ready.set(false);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        void join() throws InterruptedException {
            for (Thread thread : threads) {
                assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
            }
            client.close();
        }
    }

    @Test
    void noRequestFailsWhenTheProcessIsToldToEnd() throws Exception {
        Path workspace = ServingScene.released(folder).workspace();
        int answered = 0;
        int whileLeaving = 0;
        for (int end = 0; end < ENDS; end++) {
            Path log = folder.resolve("serve-" + end + ".log");
            try (ServedProcess served = ServedProcess.start(workspace, log, "--setting", "serve.drain=PT3S")) {
                Callers callers = new Callers(served.address(), "end-" + end + "-");
                callers.start();
                assertThat(callers.warm.await(60, TimeUnit.SECONDS)).isTrue();
                served.terminate();
                callers.join();
                assertThat(served.awaitEnd()).isEqualTo(143);
                assertThat(callers.failures).isEmpty();
                assertThat(callers.answeredWhileLeaving.get())
                        .as("answers after it was told to end, each of which sends the caller elsewhere")
                        .isGreaterThanOrEqualTo(NOTICED);
                answered += callers.answered.get();
                whileLeaving += callers.answeredWhileLeaving.get();
            }
            assertThat(Files.readAllLines(log))
                    .as("nothing but JSON")
                    .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                    .anyMatch(line -> line.contains("\"event\":\"ending\""));
        }
        System.out.println("faults (" + (ENDS > 1 ? "FULL" : "SHORT") + ") R12 serve: " + ENDS + " ends by SIGTERM, "
                + CALLERS + " callers, " + answered + " calls, " + whileLeaving
                + " of them answered after the signal, none failed");
    }
}
