package dev.understudy.server.load;

import dev.understudy.engine.jobs.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands jobs in, waits until each has its result stored, and looks at every result: {@code http PORT NUMBER SENDERS BODIES}
 * over connections that are kept, or {@code engine WORKSPACE NUMBER SENDERS BODIES} straight to the engine, with the worker in
 * this process. Prints jobs a second from the first one handed in to the last result stored, in a process that has just
 * started and in one that has worked for a while. See docs/benchmarks/jobs.
 */
public final class JobsLoad {
    /** As many as Java needs until it has compiled what it runs: some seconds' worth, as with the load of predictions. */
    private static final int WARM_UP = 50_000;
    /** What goes before the warm-up is looked at too: so a process begins that has just started. */
    private static final int FRESH = 10_000;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final JobsTarget target;
    private final List<String> bodies;
    private final int senders;

    private JobsLoad(JobsTarget target, List<String> bodies, int senders) {
        this.target = target;
        this.bodies = bodies;
        this.senders = senders;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 5 || !List.of("http", "engine").contains(arguments[0])) {
            throw new IllegalArgumentException("expected http PORT or engine WORKSPACE, then NUMBER SENDERS BODIES");
        }
        int number = Integer.parseInt(arguments[2]);
        int senders = Integer.parseInt(arguments[3]);
        List<String> bodies = Files.readAllLines(Path.of(arguments[4]));
        try (JobsTarget target = arguments[0].equals("http")
                ? new HttpJobs(Integer.parseInt(arguments[1]), senders)
                : new EngineJobs(Path.of(arguments[1]))) {
            JobsLoad load = new JobsLoad(target, bodies, senders);
            String run = Long.toString(System.currentTimeMillis(), 36);
            System.out.println("FRESH " + load.run("fresh-" + run, Math.min(number, FRESH)));
            load.run("warm-" + run, WARM_UP);
            System.out.println("FIGURES " + load.run("job-" + run, number));
        }
    }

    private String run(String prefix, int number) throws Exception {
        Instant begin = Instant.now();
        List<JobId> ids = submit(prefix, number);
        double submitting = seconds(begin, Instant.now());
        Instant end = begin;
        Instant deadline = Instant.now().plus(PATIENCE);
        for (int i = number - 1; i >= 0; i--) { // the last ones end last, mostly: one wait, and then looking
            Instant stored = stored(ids.get(i), prefix + "-" + i, deadline);
            end = stored.isAfter(end) ? stored : end;
        }
        double seconds = seconds(begin, end);
        return String.format(
                Locale.ROOT, "rate=%.1f seconds=%.2f submitting=%.2f", number / seconds, seconds, submitting);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private List<JobId> submit(String prefix, int number) throws InterruptedException, ExecutionException {
        JobId[] ids = new JobId[number];
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = new ArrayList<>();
            for (int sender = 0; sender < senders; sender++) {
                int number0 = sender;
                Callable<Void> work = () -> {
                    for (int i = next.getAndIncrement(); i < number; i = next.getAndIncrement()) {
                        String body = "{\"id\":\"" + prefix + "-" + i + "\"," + bodies.get(i % bodies.size());
                        ids[i] = target.submit(number0, body);
                    }
                    return null;
                };
                all.add(threads.submit(work));
            }
            for (Future<Void> each : all) {
                each.get();
            }
        }
        return List.of(ids);
    }

    /** When the result was stored, by the queue's clock. */
    private Instant stored(JobId id, String event, Instant deadline) throws IOException, InterruptedException {
        while (true) {
            JobsTarget.Seen seen = target.see(id);
            switch (seen.state()) {
                case "succeeded" -> {
                    if (!seen.result().contains("\"" + event + "\"")
                            || !seen.result().contains("\"score\":")) {
                        throw new IllegalStateException(id + " has the result " + seen.result());
                    }
                    return seen.ended();
                }
                case "queued", "running" -> {
                    if (Instant.now().isAfter(deadline)) {
                        throw new IllegalStateException(id + " is " + seen.state() + " after " + PATIENCE);
                    }
                    Thread.sleep(10);
                }
                case null, default -> throw new IllegalStateException(id + " is " + seen);
            }
        }
    }
}
