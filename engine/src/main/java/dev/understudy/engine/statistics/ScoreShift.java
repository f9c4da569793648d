package dev.understudy.engine.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * How differently two models spread their scores over the same events, whether their outcomes are known or not.
 *
 * @param events how many
 * @param stabilityIndex the population stability index, Σ (c − l) ln(c / l) over the candidate's and the live model's
 *     shares of the stretches between the deciles of the live model (Siddiqi 2006); each count is raised by half an event.
 *     Where many events share a score, deciles that are the same count once
 * @param kolmogorovSmirnov the largest difference of the two distribution functions, in [0, 1]: exact, by sorting, for
 *     scores in single precision
 */
public record ScoreShift(long events, double stabilityIndex, double kolmogorovSmirnov) {
    private static final int TENTHS = 10;
    private static final double HALF_AN_EVENT = 0.5;
    /** By custom, an index up to this counts as small, and from the other one on as large. */
    private static final double SMALL = 0.1;

    private static final double LARGE = 0.25;

    /** How an index is customarily read. */
    public enum Size {
        /** Up to 0.1. */
        SMALL,
        /** Between. */
        MODERATE,
        /** From 0.25 on. */
        LARGE
    }

    /** Of the scores of both models; empty where there are none. */
    public static Optional<ScoreShift> of(ScorePairs scores) {
        if (scores.size() == 0) {
            return Optional.empty();
        }
        float[] live = sorted(scores.of(Side.LIVE));
        float[] candidate = sorted(scores.of(Side.CANDIDATE));
        return Optional.of(
                new ScoreShift(live.length, stabilityIndex(live, candidate), kolmogorovSmirnov(live, candidate)));
    }

    private static float[] sorted(float[] scores) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] += 0.0f; // turns -0 into 0
        }
        Arrays.parallelSort(scores);
        return scores;
    }

    private static double stabilityIndex(float[] live, float[] candidate) {
        double[] edges = new double[TENTHS - 1];
        int count = 0;
        for (int tenth = 1; tenth < TENTHS; tenth++) {
            double edge = live[(int) ((long) live.length * tenth / TENTHS)];
            if (edge > live[0] && (count == 0 || edge > edges[count - 1])) {
                edges[count++] = edge;
            }
        }
        // a score that all events have is a stretch of its own, so that moving away from it is seen on both sides
        double[] distinct = count == 0 ? new double[] {live[0], Math.nextUp(live[0])} : Arrays.copyOf(edges, count);
        double raised = live.length + HALF_AN_EVENT * (distinct.length + 1);
        double index = 0;
        int liveBelow = 0;
        int candidateBelow = 0;
        for (int i = 0; i <= distinct.length; i++) {
            int liveUpTo = i == distinct.length ? live.length : below(live, distinct[i]);
            int candidateUpTo = i == distinct.length ? candidate.length : below(candidate, distinct[i]);
            double before = (liveUpTo - liveBelow + HALF_AN_EVENT) / raised;
            double after = (candidateUpTo - candidateBelow + HALF_AN_EVENT) / raised;
            index += (after - before) * Math.log(after / before);
            liveBelow = liveUpTo;
            candidateBelow = candidateUpTo;
        }
        return index;
    }

    /** How many lie below. */
    private static int below(float[] sorted, double edge) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < edge) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double kolmogorovSmirnov(float[] live, float[] candidate) {
        int i = 0;
        int j = 0;
        long most = 0;
        while (i < live.length && j < candidate.length) {
            float at = Math.min(live[i], candidate[j]);
            while (i < live.length && live[i] == at) {
                i++;
            }
            while (j < candidate.length && candidate[j] == at) {
                j++;
            }
            most = Math.max(most, Math.abs((long) i - j));
        }
        return (double) most / live.length;
    }

    /** The customary reading of the index. */
    public Size size() {
        return stabilityIndex <= SMALL ? Size.SMALL : stabilityIndex < LARGE ? Size.MODERATE : Size.LARGE;
    }
}
