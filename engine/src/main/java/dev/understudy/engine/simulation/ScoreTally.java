package dev.understudy.engine.simulation;

import dev.understudy.engine.statistics.ScoreHistogram;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts both models' scores of one label over all events of the window, whether their outcome is known or not. */
final class ScoreTally {
    private static final int BINS = 40;

    private final long[] live = new long[BINS];
    private final long[] candidate = new long[BINS];

    void add(double ofLive, double ofCandidate) {
        live[ScoreHistogram.bin(ofLive, BINS)]++;
        candidate[ScoreHistogram.bin(ofCandidate, BINS)]++;
    }

    void add(ScoreTally other) {
        for (int bin = 0; bin < BINS; bin++) {
            live[bin] += other.live[bin];
            candidate[bin] += other.candidate[bin];
        }
    }

    /**
     * Empty where there was no event.
     *
     * @param label whose scores they are
     */
    Optional<Charts.Scores> scores(String label) {
        return Arrays.stream(live).sum() == 0
                ? Optional.empty()
                : Optional.of(new Charts.Scores(label, new ScoreHistogram(boxed(live), boxed(candidate))));
    }

    private static List<Long> boxed(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
