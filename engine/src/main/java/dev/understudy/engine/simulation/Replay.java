package dev.understudy.engine.simulation;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.Origin;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.Score;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Scores blocks of events on all cores while the next ones are read, and hands the results on in the order of the log,
 * so that sums come out the same whatever the number of cores.
 */
final class Replay implements AutoCloseable {
    private static final int BLOCK = 2_048;

    private final SimulationRequest request;
    private final Optional<CompiledModel> live;
    private final Comparison comparison;
    private final ExecutorService scorers;
    private final int mostInFlight;
    private final Queue<Future<ReplayBlock>> inFlight = new ArrayDeque<>();
    private List<LoggedEvent> filling = new ArrayList<>(BLOCK);
    private long served;
    private long backfilled;
    private long replayed;
    private long missing;
    private long checked;
    private long identical;
    private long waitedNanos;
    private long scoredNanos;

    Replay(SimulationRequest request, Optional<CompiledModel> live, Comparison comparison) {
        this.request = request;
        this.live = live;
        this.comparison = comparison;
        int cores = Runtime.getRuntime().availableProcessors();
        this.scorers = Executors.newFixedThreadPool(
                cores, Thread.ofPlatform().daemon().name("replay-", 0).factory());
        this.mostInFlight = 2 * cores;
    }

    void take(LoggedEvent event) {
        filling.add(event);
        if (filling.size() == BLOCK) {
            submit();
        }
    }

    /** Waits for everything that was taken. */
    void finish() {
        if (!filling.isEmpty()) {
            submit();
        }
        while (!inFlight.isEmpty()) {
            hand(inFlight.remove());
        }
    }

    private void submit() {
        List<LoggedEvent> events = filling;
        filling = new ArrayList<>(BLOCK);
        inFlight.add(scorers.submit(
                () -> ReplayBlock.score(events, request.candidate().model(), live)));
        if (inFlight.size() > mostInFlight) {
            hand(inFlight.remove());
        }
    }

    private void hand(Future<ReplayBlock> scored) {
        long start = System.nanoTime();
        try {
            ReplayBlock block = scored.get();
            waitedNanos += System.nanoTime() - start;
            scoredNanos += block.nanos();
            compare(block);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a scorer", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnderstudyException known) {
                throw known;
            }
            throw new IllegalStateException("a scorer failed", e.getCause());
        }
    }

    private void compare(ReplayBlock block) {
        int outputs = request.candidate().model().scorer().outputs();
        for (int i = 0; i < block.events().size(); i++) {
            LoggedEvent logged = block.events().get(i);
            Opinion candidate = Opinion.computed(request.candidate().model(), block.candidate(), i * outputs);
            Optional<Opinion> replayedHere = Optional.empty();
            if (live.isPresent()) {
                CompiledModel model = live.get();
                replayedHere = Optional.of(Opinion.computed(
                        model, block.live().orElseThrow(), i * model.scorer().outputs()));
            }
            comparison.add(logged, candidate, liveOpinion(logged, replayedHere));
        }
    }

    /** What the live model logged is what it said; only where it logged nothing does the replay speak for it. */
    private Optional<Opinion> liveOpinion(LoggedEvent logged, Optional<Opinion> computed) {
        if (logged.prediction().isPresent()) {
            Prediction prediction = logged.prediction().get();
            if (prediction.origin() == Origin.SERVED) {
                served++;
            } else {
                backfilled++;
            }
            computed.ifPresent(opinion -> check(prediction.score(), opinion.score()));
            return Optional.of(Opinion.logged(prediction));
        }
        if (computed.isEmpty()) {
            missing++;
            return Optional.empty();
        }
        if (request.live() instanceof LiveModel.Version(SimulatedModel model)) {
            ReleaseSimulator.refuseOverlap(request, model.version(), model.model());
        }
        replayed++;
        return computed;
    }

    private void check(Score logged, Score again) {
        checked++;
        if (logged.equals(again)) {
            identical++;
        }
    }

    SimulationReport.Origins origins() {
        return new SimulationReport.Origins(served, backfilled, replayed, missing);
    }

    SimulationReport.Parity parity() {
        return new SimulationReport.Parity(checked, identical, request.live() instanceof LiveModel.External);
    }

    /** Time that reading stood still, waiting for scores. */
    long waitedNanos() {
        return waitedNanos;
    }

    /** Time spent scoring, added up over threads. */
    long scoredNanos() {
        return scoredNanos;
    }

    @Override
    public void close() {
        scorers.shutdownNow();
    }
}
