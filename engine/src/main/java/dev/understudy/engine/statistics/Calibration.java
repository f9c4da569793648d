package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import java.util.Objects;
import java.util.Optional;

/**
 * Both models' calibration on the same events.
 *
 * @param live the live model's
 * @param candidate the candidate's
 */
public record Calibration(Reliability live, Reliability candidate) {
    /** Fewer outcomes say nothing of shares. */
    private static final int FEWEST = 40;

    public Calibration {
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(candidate, "candidate");
    }

    /** Of a binary sample, exactly, by the ranks that the AUC has sorted; empty where there are too few outcomes. */
    public static Optional<Calibration> of(PairedSample sample) {
        if (sample.kind() != TaskKind.BINARY || sample.size() < FEWEST) {
            return Optional.empty();
        }
        ScoreRanks live = sample.ranks(Side.LIVE);
        return live.positives() + live.negatives() > 0
                ? Optional.of(new Calibration(of(live), of(sample.ranks(Side.CANDIDATE))))
                : Optional.empty();
    }

    private static Reliability of(ScoreRanks ranks) {
        ReliabilityBins bins = new ReliabilityBins(ranks.positives() + ranks.negatives());
        for (int rank = 0; rank < ranks.count(); rank++) {
            bins.add(ranks.score(rank), ranks.positives(rank) + ranks.negatives(rank), ranks.positives(rank));
        }
        return bins.reliability();
    }

    /**
     * Of several classes: what a model says of the label that it gives, and whether that label came true (top-label
     * calibration, Gupta and Ramdas 2022, over all labels at once). Empty where there are too few outcomes.
     *
     * @param confidences of both models, one a labelled event of the sample, in its order
     */
    public static Optional<Calibration> ofLabels(PairedSample sample, ScorePairs confidences) {
        if (sample.size() != confidences.size()) {
            throw new IllegalArgumentException("each event of the sample has a confidence: " + sample.size()
                    + " events, and " + confidences.size() + " confidences");
        }
        return sample.size() < FEWEST
                ? Optional.empty()
                : Optional.of(
                        new Calibration(of(sample, confidences, Side.LIVE), of(sample, confidences, Side.CANDIDATE)));
    }

    private static Reliability of(PairedSample sample, ScorePairs confidences, Side side) {
        float[] given = confidences.of(side);
        double[] sorted = new double[given.length];
        int[] events = new int[given.length];
        double all = 0;
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = given[i];
            events[i] = i;
            all += sample.weight(i);
        }
        ScoreSort.sort(sorted, events);
        ReliabilityBins bins = new ReliabilityBins(all);
        for (int from = 0; from < sorted.length; ) {
            double weight = 0;
            double hits = 0;
            int to = from;
            for (; to < sorted.length && sorted[to] == sorted[from]; to++) {
                double one = sample.weight(events[to]);
                weight += one;
                hits += sample.label(side, events[to]) == sample.outcome(events[to]) ? one : 0;
            }
            bins.add(sorted[from], weight, hits);
            from = to;
        }
        return bins.reliability();
    }
}
