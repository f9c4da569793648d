package dev.understudy.engine.simulation;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.segment.TrafficDay;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One pass over the traffic: scores and compares blocks of events on all cores, and adds up what came of them in the order
 * of the log, so that sums come out the same whatever the number of cores.
 */
final class Replay implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 50;

    private final SimulationRequest request;
    private final Optional<CompiledModel> live;
    private final RunControl control;
    private final long mostEvents;
    private final Labels labels;
    private final SliceColumns slices;
    private final Comparison comparison;
    private Map<String, Integer> clusters = new HashMap<>();
    private final ExecutorService workers;
    /** Whoever simulates from a thread of the common pool would keep that from its work. */
    private final ForkJoinPool statistics;

    private final int mostInFlight;
    private final int blockEvents;
    private final Queue<Future<ReplayBlock.Result>> inFlight = new ArrayDeque<>();
    private final LatencyProbe latency = new LatencyProbe(System::nanoTime);
    private int days;
    private long readNanos;
    private long scoreNanos;
    private long compareNanos;

    Replay(SimulationRequest request, Optional<CompiledModel> live, RunControl control, long mostEvents) {
        this.request = request;
        this.live = live;
        this.control = control;
        this.mostEvents = mostEvents;
        this.labels = Comparison.firstLabels(request, live);
        this.slices = new SliceColumns(request.task());
        this.comparison = new Comparison(request, live);
        this.blockEvents = ReplayBlock.events(Math.max(
                request.candidate().model().scorer().width(),
                live.map(model -> model.scorer().width()).orElse(0)));
        int cores = Runtime.getRuntime().availableProcessors();
        this.workers = Executors.newFixedThreadPool(
                cores, Thread.ofPlatform().daemon().name("replay-", 0).factory());
        this.statistics = new ForkJoinPool(cores);
        this.mostInFlight = 4 * cores;
    }

    /** Takes the next day, or stretch of one. */
    void take(TrafficDay traffic) {
        long start = System.nanoTime();
        ReplayDay day = new ReplayDay(days++, traffic, request, live, labels, clusters, slices);
        readNanos += System.nanoTime() - start;
        for (int from = traffic.from(); from < traffic.to(); from += blockEvents) {
            ReplayBlock block =
                    new ReplayBlock(request, comparison.part(), day, from, Math.min(blockEvents, traffic.to() - from));
            latency.offer(day, from, Math.min(blockEvents, traffic.to() - from));
            inFlight.add(workers.submit(block::run));
            if (inFlight.size() > mostInFlight) {
                addNext();
            }
        }
    }

    /** Waits for everything that was taken. */
    void finish() {
        while (!inFlight.isEmpty()) {
            addNext();
        }
    }

    private void addNext() {
        ReplayBlock.Result result = await(inFlight.remove());
        comparison.add(result.comparison());
        readNanos += result.readNanos();
        scoreNanos += result.scoreNanos();
        compareNanos += result.compareNanos();
        long done = comparison.events();
        control.progress("replaying events", done, Math.max(done, mostEvents));
    }

    private <T> T await(Future<T> running) {
        while (true) {
            control.checkCancelled();
            try {
                return running.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // asked again, unless cancelled meanwhile
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a worker", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnderstudyException known) {
                    throw known;
                }
                throw new IllegalStateException("a worker failed", e.getCause());
            }
        }
    }

    /**
     * What the statistics say, once all was taken; a cancel does not wait for them.
     *
     * @param again hands out the days once more, in the same order
     */
    Findings findings(Consumer<Consumer<TrafficDay>> again) {
        clusters = Map.of(); // millions of texts that nobody needs any more
        control.progress("computing statistics", 0, -1);
        return await(statistics.submit(() -> comparison.findings(labels, slices, again, control)));
    }

    /** How long scoring takes, once all was taken. */
    Optional<LatencyReading> latency() {
        control.progress("measuring the latency", 0, -1);
        return latency.measure(control);
    }

    Comparison comparison() {
        return comparison;
    }

    Optional<SimulationReport.LabelShareTable> labelShares() {
        return comparison.labelShares(labels);
    }

    /** Time spent reading columns and encoding them, added up over threads. */
    long readNanos() {
        return readNanos;
    }

    /** Time spent scoring, added up over threads. */
    long scoreNanos() {
        return scoreNanos;
    }

    /** Time spent comparing, added up over threads. */
    long compareNanos() {
        return compareNanos;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        statistics.shutdownNow();
    }
}
