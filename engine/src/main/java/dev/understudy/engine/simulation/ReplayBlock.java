package dev.understudy.engine.simulation;

import dev.understudy.engine.segment.LoggedScores;
import dev.understudy.engine.traffic.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Some events that follow each other within a day: scored by both models, and compared. */
final class ReplayBlock {
    /** So many that a tree's nodes stay in the cache while all events pass it. */
    private static final int MOST_EVENTS = 2_048;

    private static final int FEWEST_EVENTS = 64;
    /** Encoded texts are wide: a block of them is no more than 16 MiB. */
    private static final int MOST_NUMBERS = 1 << 21;

    private final SimulationRequest request;
    private final Comparison comparison;
    private final ReplayDay day;
    private final int from;
    private final int count;

    /**
     * A block of a day.
     *
     * @param comparison an empty one, which it fills
     */
    ReplayBlock(SimulationRequest request, Comparison comparison, ReplayDay day, int from, int count) {
        this.request = request;
        this.comparison = comparison;
        this.day = day;
        this.from = from;
        this.count = count;
    }

    /** How many events a block has for models that see so many numbers of each. */
    static int events(int width) {
        return Math.clamp(MOST_NUMBERS / Math.max(1, width), FEWEST_EVENTS, MOST_EVENTS);
    }

    /**
     * What came of a block.
     *
     * @param comparison of its events
     * @param readNanos what reading and encoding took
     * @param scoreNanos what scoring took
     * @param compareNanos what the rest took
     */
    record Result(Comparison comparison, long readNanos, long scoreNanos, long compareNanos) {}

    Result run() {
        long start = System.nanoTime();
        double[] candidateRows = day.candidate().encoded(from, count);
        Optional<double[]> liveRows = day.live().map(model -> model.encoded(from, count));
        long read = System.nanoTime();
        ComputedOpinions candidate =
                new ComputedOpinions(day.candidateTerms(), day.candidate().numbers(candidateRows, count));
        Optional<ComputedOpinions> live = liveRows.map(rows -> new ComputedOpinions(
                day.liveTerms().orElseThrow(), day.live().orElseThrow().numbers(rows, count)));
        long scored = System.nanoTime();
        compare(candidate, live.orElse(null));
        return new Result(comparison, read - start, scored - read, System.nanoTime() - scored);
    }

    private void compare(ComputedOpinions candidate, @Nullable ComputedOpinions computed) {
        LoggedScores log = day.traffic().logged().orElse(null);
        LoggedOpinions logged = log == null
                ? null
                : new LoggedOpinions(
                        request.task().kind(), log, day.loggedTerms().orElseThrow(), from);
        int[] liveOutputs =
                day.liveTerms().map(ComputedOpinions.Terms::labelOfOutput).orElseGet(() -> new int[0]);
        for (int position = 0; position < count; position++) {
            int row = from + position;
            if (!day.traffic().wasKnown(row)) {
                continue;
            }
            Optional<Origin> origin = log == null ? Optional.empty() : log.origin(row);
            if (origin.isPresent() && logged != null) {
                // what the live model logged is what it said; only where it logged nothing does the replay speak for it
                comparison.count(origin.get());
                if (computed != null) {
                    comparison.check(logged.agrees(computed, position, liveOutputs));
                }
                comparison.add(day, row, position, candidate, logged);
            } else if (computed != null) {
                if (request.live() instanceof LiveModel.Version(SimulatedModel model)) {
                    ReleaseSimulator.refuseOverlap(request, model.version(), model.model());
                }
                comparison.countReplayed();
                comparison.add(day, row, position, candidate, computed);
            } else {
                comparison.countMissing();
                comparison.addWithoutLive(day, row);
            }
        }
    }
}
