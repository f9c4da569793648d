package dev.understudy.server.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients that ask for predictions of ever new events, one after another each, and keep asking for the same one until it
 * is answered, whatever happens to the server. Closing it ends them.
 */
final class PredictionLoad implements AutoCloseable {
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern NUMBER = Pattern.compile("(:)([0-9.]+)(?=[,}])");

    private final String address;
    private final Ledger ledger;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private volatile boolean ending;
    private volatile Tripwire tripwire = new Tripwire(Integer.MAX_VALUE, () -> {});

    private PredictionLoad(String address, Ledger ledger) {
        this.address = address;
        this.ledger = ledger;
    }

    /**
     * Starts clients.
     *
     * @param name begins the ids of their events
     */
    static PredictionLoad start(String address, Ledger ledger, String name, int clients) {
        PredictionLoad load = new PredictionLoad(address, ledger);
        for (int i = 0; i < clients; i++) {
            String prefix = name + "-" + i + "-";
            load.clients.add(load.threads.submit(() -> load.run(prefix)));
        }
        return load;
    }

    private void run(String prefix) {
        for (int i = 0; !ending; i++) {
            String id = prefix + i;
            while (!ending && !ask(id)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Waits until so many further events are answered, and does something in that very moment. */
    void after(int further, Duration most, Runnable then) {
        Tripwire wire = new Tripwire(ledger.acknowledged().size() + further, then);
        tripwire = wire;
        Deadline.await(
                most,
                () -> "answers; there are " + ledger.acknowledged().size() + ", turned away "
                        + ledger.turnedAway().size() + ", broken " + ledger.brokenCalls(),
                () -> {
                    clients.forEach(PredictionLoad::checkAlive);
                    return wire.isTripped();
                });
    }

    /** Waits for so many further answers, and says how long that took. */
    Duration untilAnswered(int further) {
        long begin = System.nanoTime();
        after(further, Duration.ofSeconds(60), () -> {});
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void checkAlive(Future<?> client) {
        if (client.state() == Future.State.FAILED) {
            throw new AssertionError(client.exceptionNow());
        }
    }

    /** Whether the event has its answer. */
    boolean ask(String id) {
        Instant asked = Instant.now();
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(address + "/v1/tasks/" + ReleasedWorkspace.TASK + "/predictions"))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body(id)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Instant answered = Instant.now();
            JsonNode document = JSON.readTree(response.body());
            if (response.statusCode() == 200) {
                Ledger.Said said = Ledger.Said.of(document.path("predictions").path(0));
                tripwire.pass(ledger.acknowledge(id, new Ledger.Acknowledged(said, asked, answered)));
                return true;
            }
            ledger.turnedAway(new Ledger.TurnedAway(
                    response.statusCode(),
                    document.path("code").asString(),
                    response.headers().firstValue("Retry-After").isPresent()));
            return false;
        } catch (IOException e) {
            ledger.broken();
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The event of an id, always the same. */
    static String body(String id) {
        int number = Math.floorMod(id.hashCode(), 10_000);
        return String.format(
                Locale.ROOT,
                "{\"id\":\"%s\",\"time\":\"2025-06-0%dT10:15:00Z\",\"input\":{\"seller\":\"s%d\",\"price\":%d.%02d,"
                        + "\"age\":%d,\"city\":\"%s\"}}",
                id,
                1 + number % 9,
                number % 97,
                400 + number % 1_700,
                number % 100,
                number % 900,
                List.of("Delft", "Gouda", "Leiden", "Utrecht").get(number % 4));
    }

    /** The same event with every value as text, as a job keeps it. */
    static String textBody(String id) {
        return NUMBER.matcher(body(id)).replaceAll("$1\"$2\"");
    }

    @Override
    public void close() {
        ending = true;
        for (Future<?> client : clients) {
            try {
                client.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        threads.close();
        http.close();
    }
}
