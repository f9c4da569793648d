package dev.understudy.engine.statistics;

import java.util.List;

/**
 * How far scores can be taken for probabilities: events in bins of about equal weight by their score, and in each the mean
 * score beside the share that came true. Events with the same score are never parted, so that a model with few distinct
 * scores has fewer bins.
 *
 * @param expectedError the expected calibration error, Σ share of the bin · |mean score − observed share| (Naeini, Cooper,
 *     Hauskrecht 2015, here with bins of equal mass). Chance alone raises it
 * @param squaredError the same with squares, freed of what chance adds: each bin less o(1 − o)/(n − 1) of its observed
 *     share o and its n events (Kumar, Liang, Ma 2019). Unbiased, and so below 0 at times for a calibrated model
 * @param bins by rising score
 */
public record Reliability(double expectedError, double squaredError, List<Bin> bins) {
    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * One bin.
     *
     * @param meanScore what the model said, in [0, 1]
     * @param observed which share came true
     * @param events how many, by their weights
     */
    public record Bin(double meanScore, double observed, double events) {}

    /** The root of the squared error; 0 where that is below 0. In the unit of a probability. */
    public double rootError() {
        return Math.sqrt(Math.max(0, squaredError));
    }

    /** What the bins say. */
    static Reliability of(List<Bin> bins) {
        double all = bins.stream().mapToDouble(Bin::events).sum();
        double expected = 0;
        double squared = 0;
        for (Bin bin : bins) {
            double gap = bin.meanScore - bin.observed;
            double chance = bin.events > 1 ? bin.observed * (1 - bin.observed) / (bin.events - 1) : 0;
            expected += bin.events / all * Math.abs(gap);
            squared += bin.events / all * (gap * gap - chance);
        }
        return new Reliability(expected, squared, bins);
    }
}
