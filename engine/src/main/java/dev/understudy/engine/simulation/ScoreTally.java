package dev.understudy.engine.simulation;

import dev.understudy.engine.statistics.ScoreHistogram;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts both models' scores of one label over all events of the window, whether their outcome is known or not. */
final class ScoreTally {
    private static final int BINS = 40;

    private final String label;
    private final long[] live = new long[BINS];
    private final long[] candidate = new long[BINS];

    ScoreTally(String label) {
        this.label = label;
    }

    void add(Opinion ofLive, Opinion ofCandidate) {
        live[ScoreHistogram.bin(ofLive.of(label), BINS)]++;
        candidate[ScoreHistogram.bin(ofCandidate.of(label), BINS)]++;
    }

    /** Empty where there was no event. */
    Optional<Charts.Scores> scores() {
        return Arrays.stream(live).sum() == 0
                ? Optional.empty()
                : Optional.of(new Charts.Scores(label, new ScoreHistogram(boxed(live), boxed(candidate))));
    }

    private static List<Long> boxed(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
