package dev.understudy.engine.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * One model's true positive rate at fixed false positive rates, with what its influence values need. Between two corners
 * of the curve the events of the score there count in part, so that the false positive rate is the asked one exactly,
 * also where many events share a score.
 */
final class RocRates {
    /** Of the curve's length, which is 2: half the stretch over which its slope is measured, with 1 event a class. */
    private static final double BANDWIDTH = 0.6;

    private static final double WIDEST = 0.2;

    /** So many events of the rarer class lie in the stretch, even at the curve's ends. */
    private static final double FEWEST_EVENTS = 20;

    private final ScoreRanks ranks;
    private final double[] falseRates;
    private final double[] trueRates;
    private final double[] height;
    private final double[] slope;
    private final double[] part;

    /** Per corner, from which rate on the curve has passed it. */
    private final int[] passed;

    private RocRates(ScoreRanks ranks, List<Double> rates) {
        this.ranks = ranks;
        int corners = ranks.count() + 1;
        falseRates = new double[corners];
        trueRates = new double[corners];
        fillCorners();
        height = new double[rates.size()];
        slope = new double[rates.size()];
        part = new double[rates.size()];
        passed = new int[corners];
        double bandwidth = bandwidth();
        int corner = 0;
        for (int i = 0; i < rates.size(); i++) {
            double rate = rates.get(i);
            while (corner + 2 < corners && falseRates[corner + 1] <= rate) {
                corner++;
                passed[corner] = i;
            }
            double width = falseRates[corner + 1] - falseRates[corner];
            part[i] = width > 0 ? Math.min(1, (rate - falseRates[corner]) / width) : 1;
            height[i] = trueRates[corner] + part[i] * (trueRates[corner + 1] - trueRates[corner]);
            slope[i] = slopeAbout(rate + height[i], bandwidth);
        }
        Arrays.fill(passed, corner + 1, corners, rates.size());
    }

    /**
     * @param rates rising, in (0, 1)
     */
    static RocRates of(ScoreRanks ranks, List<Double> rates) {
        return new RocRates(ranks, rates);
    }

    /** Corner 0 is (0, 0); each further one takes in the next lower score. */
    private void fillCorners() {
        double allPositives = ranks.positives();
        double allNegatives = ranks.negatives();
        double positives = 0;
        double negatives = 0;
        for (int corner = 1; corner < falseRates.length; corner++) {
            int rank = rankBelow(corner - 1);
            positives += ranks.positives(rank);
            negatives += ranks.negatives(rank);
            falseRates[corner] = Math.min(1, negatives / allNegatives);
            trueRates[corner] = Math.min(1, positives / allPositives);
        }
    }

    /** The score that is taken in between a corner and the next one. */
    private int rankBelow(int corner) {
        return ranks.count() - 1 - corner;
    }

    private double fewest() {
        return Math.min(ranks.positives(), ranks.negatives());
    }

    private double bandwidth() {
        return Math.min(WIDEST, BANDWIDTH * Math.pow(fewest(), -0.2));
    }

    /**
     * The ratio of the two classes' densities at the threshold, which is the slope of the curve there: measured over a
     * stretch that is equally long everywhere along the curve, so that it holds about as many events where the curve is
     * steep as where it is flat.
     */
    private double slopeAbout(double way, double bandwidth) {
        double half = Math.max(FEWEST_EVENTS / fewest(), Math.min(bandwidth, Math.min(way, 2 - way)));
        double[] before = placeAt(Math.max(0, way - half));
        double[] after = placeAt(Math.min(2, way + half));
        double least = 0.5 / ranks.negatives();
        return (after[1] - before[1]) / Math.max(least, after[0] - before[0]);
    }

    /** False and true positive rate where the curve is that long. */
    private double[] placeAt(double way) {
        int low = 0;
        int high = falseRates.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            boolean before = falseRates[middle] + trueRates[middle] <= way;
            low = before ? middle : low;
            high = before ? high : middle;
        }
        double from = falseRates[low] + trueRates[low];
        double length = falseRates[high] + trueRates[high] - from;
        double share = length > 0 ? Math.max(0, Math.min(1, (way - from) / length)) : 0;
        return new double[] {
            falseRates[low] + share * (falseRates[high] - falseRates[low]),
            trueRates[low] + share * (trueRates[high] - trueRates[low])
        };
    }

    /** The true positive rate at the i-th false positive rate. */
    double height(int i) {
        return height[i];
    }

    /** The slope of the curve there. */
    double slope(int i) {
        return slope[i];
    }

    /** From which rate on an event counts as above the threshold. */
    int firstWhole(int event) {
        return passed[ranks.count() - ranks.rankOf(event)];
    }

    /** From which rate on it counts at least in part; the same as the whole where it never does. */
    int firstPart(int event) {
        return passed[ranks.count() - 1 - ranks.rankOf(event)];
    }

    /** Which part of an event counts at the i-th rate where it counts in part. */
    double part(int i) {
        return part[i];
    }
}
