package dev.understudy.engine.simulation;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.model.DayScoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Measures how long both models take to score an event, after the replay has warmed them up: a sample of the window's
 * blocks, one thread, both models in turn on the same block, and the median of several rounds, so that what else the machine
 * does meanwhile hits both or is left out.
 */
final class LatencyProbe {
    private static final int MOST_BLOCKS = 8;
    private static final int MOST_EVENTS = 512;
    private static final int FEWEST_EVENTS = 8;
    private static final int ROUNDS = 9;
    /** What a round may take. */
    private static final long ROUND_NANOS = 8_000_000;
    /** A clock is not read more often than this: what is shorter is repeated. */
    private static final long FEWEST_NANOS = 20_000;

    private static final int MOST_REPEATS = 4_096;
    private static final long SEED = 42;

    private final LongSupplier nanoTime;
    private final Random random = new Random(SEED);
    private final List<Block> sample = new ArrayList<>();
    private long offered;

    /**
     * A probe.
     *
     * @param nanoTime a clock that only goes forward
     */
    LatencyProbe(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Some rows of a day, which stays readable as long as its traffic is mapped. */
    private record Block(DayScoring live, DayScoring candidate, int from, int count) {
        Block of(int most) {
            return count <= most ? this : new Block(live, candidate, from, most);
        }
    }

    /** The median times of a block in the rounds, in nanoseconds a pass over its events. */
    private record Times(double live, double candidate) {}

    /** Takes note of a block: each has the same chance to be in the sample (Vitter's algorithm R, 1985). */
    void offer(ReplayDay day, int from, int count) {
        if (day.live().isEmpty()) {
            return;
        }
        Block block = new Block(day.live().get(), day.candidate(), from, Math.min(count, MOST_EVENTS));
        offered++;
        if (sample.size() < MOST_BLOCKS) {
            sample.add(block);
        } else {
            long place = random.nextLong(offered);
            if (place < MOST_BLOCKS) {
                sample.set((int) place, block);
            }
        }
    }

    /** Measures; empty where no block was offered, or the live model cannot score. */
    Optional<LatencyReading> measure(RunControl control) {
        if (sample.isEmpty()) {
            return Optional.empty();
        }
        double live = 0;
        double candidate = 0;
        long events = 0;
        for (Block block : sample) {
            control.checkCancelled();
            Block affordable = affordable(block);
            Times times = times(affordable);
            live += times.live();
            candidate += times.candidate();
            events += affordable.count();
        }
        return Optional.of(new LatencyReading(live / events / 1_000, candidate / events / 1_000, events));
    }

    /** As many events as both models score in a block's part of a round. */
    private Block affordable(Block block) {
        Block few = block.of(FEWEST_EVENTS);
        long both = once(few.live(), few) + once(few.candidate(), few);
        long events = ROUND_NANOS / sample.size() * few.count() / Math.max(1, both);
        return block.of(Math.clamp(events, FEWEST_EVENTS, MOST_EVENTS));
    }

    private Times times(Block block) {
        int liveRepeats = repeats(block.live(), block);
        int candidateRepeats = repeats(block.candidate(), block);
        double[] live = new double[ROUNDS];
        double[] candidate = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) { // whoever comes second finds the events in the cache
                live[round] = timed(block.live(), block, liveRepeats);
                candidate[round] = timed(block.candidate(), block, candidateRepeats);
            } else {
                candidate[round] = timed(block.candidate(), block, candidateRepeats);
                live[round] = timed(block.live(), block, liveRepeats);
            }
        }
        return new Times(median(live), median(candidate));
    }

    private int repeats(DayScoring model, Block block) {
        return Math.clamp(FEWEST_NANOS / Math.max(1, once(model, block)) + 1, 1, MOST_REPEATS);
    }

    private double timed(DayScoring model, Block block, int repeats) {
        long start = nanoTime.getAsLong();
        for (int i = 0; i < repeats; i++) {
            model.numbers(model.encoded(block.from(), block.count()), block.count());
        }
        return Math.max(1, nanoTime.getAsLong() - start) / (double) repeats;
    }

    private long once(DayScoring model, Block block) {
        return (long) timed(model, block, 1);
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
