package dev.understudy.engine.statistics;

import java.util.List;

/**
 * How the scores of two models spread over [0, 1]. Bin i of n holds the scores in [i/n, (i+1)/n), the last one 1 too.
 *
 * @param live how many events the live model scores in each bin
 * @param candidate how many the candidate does; as many bins
 */
public record ScoreHistogram(List<Long> live, List<Long> candidate) {
    /** What each count is raised by, so that an empty bin has no infinite ratio. */
    private static final double HALF_AN_EVENT = 0.5;

    public ScoreHistogram {
        live = List.copyOf(live);
        candidate = List.copyOf(candidate);
        if (live.isEmpty() || live.size() != candidate.size()) {
            throw new IllegalArgumentException("both models have the same bins, and at least one, and not "
                    + live.size() + " and " + candidate.size());
        }
    }

    /**
     * In which of so many bins a score lies.
     *
     * @throws IllegalArgumentException if the score is not in [0, 1]
     */
    public static int bin(double score, int bins) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score lies in [0, 1], and not at " + score);
        }
        return Math.min(bins - 1, (int) (score * bins));
    }

    /** How many bins there are. */
    public int bins() {
        return live.size();
    }

    /**
     * The population stability index, Σ (c − l) ln(c / l) over the bins' shares of the candidate and the live model
     * (Siddiqi 2006): 0 where both spread alike. By custom, up to 0.1 counts as small and from 0.25 on as large. Each
     * count is raised by half an event.
     */
    public double stabilityIndex() {
        double allLive = total(live);
        double allCandidate = total(candidate);
        double index = 0;
        for (int i = 0; i < bins(); i++) {
            double share = (candidate.get(i) + HALF_AN_EVENT) / allCandidate;
            double before = (live.get(i) + HALF_AN_EVENT) / allLive;
            index += (share - before) * Math.log(share / before);
        }
        return index;
    }

    private double total(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum() + HALF_AN_EVENT * bins();
    }
}
