package dev.understudy.server.faults;

import dev.understudy.engine.jobs.JobId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients that hand in ever new jobs over HTTP, one after another each, and keep handing in the same one under its key
 * until it is taken, whatever happens to server and queue. Closing it ends them.
 */
final class JobLoad implements AutoCloseable {
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ACCEPTED = 202;

    private final URI jobs;
    private final JobLedger ledger;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final Queue<Ledger.TurnedAway> turnedAway = new ConcurrentLinkedQueue<>();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile boolean ending;
    private volatile Tripwire tripwire = new Tripwire(Integer.MAX_VALUE, () -> {});

    private JobLoad(String address, JobLedger ledger) {
        this.jobs = URI.create(address + "/v1/tasks/" + ReleasedWorkspace.TASK + "/jobs");
        this.ledger = ledger;
    }

    /**
     * Starts clients.
     *
     * @param name begins the keys of their jobs
     */
    static JobLoad start(String address, JobLedger ledger, String name, int clients) {
        JobLoad load = new JobLoad(address, ledger);
        for (int i = 0; i < clients; i++) {
            String prefix = name + "-" + i + "-";
            load.clients.add(load.threads.submit(() -> load.run(prefix)));
        }
        return load;
    }

    private void run(String prefix) {
        for (int i = 0; !ending; i++) {
            String key = prefix + i;
            while (!ending && !handIn(key)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Waits until so many further jobs are taken, and does something in that very moment. */
    void after(int further, Duration most, Runnable then) {
        Tripwire wire = new Tripwire(ledger.accepted().size() + further, then);
        tripwire = wire;
        Deadline.await(
                most,
                () -> "jobs that are taken; there are " + ledger.accepted().size() + ", turned away "
                        + turnedAway.size() + ", broken " + broken,
                () -> {
                    clients.forEach(JobLoad::checkAlive);
                    return wire.isTripped();
                });
    }

    /** Waits until so many further jobs are taken, and says how long that took. */
    Duration untilTaken(int further) {
        long begin = System.nanoTime();
        after(further, Duration.ofSeconds(60), () -> {});
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void checkAlive(Future<?> client) {
        if (client.state() == Future.State.FAILED) {
            throw new AssertionError(client.exceptionNow());
        }
    }

    /** Whether the job of a key is taken; the ledger refuses one that was another job before. */
    boolean handIn(String key) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(jobs)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", key)
                            .POST(HttpRequest.BodyPublishers.ofString(PredictionLoad.body(key)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode document = JsonMapper.shared().readTree(response.body());
            if (response.statusCode() == ACCEPTED) {
                ledger.accept(key, new JobId(document.path("id").asString()));
                tripwire.pass(ledger.accepted().size());
                return true;
            }
            turnedAway.add(new Ledger.TurnedAway(
                    response.statusCode(),
                    document.path("code").asString(),
                    response.headers().firstValue("Retry-After").isPresent()));
            return false;
        } catch (IOException e) {
            broken.incrementAndGet();
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How calls were turned away. */
    Queue<Ledger.TurnedAway> turnedAway() {
        return turnedAway;
    }

    /** How many calls ended without any answer. */
    int brokenCalls() {
        return broken.get();
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
