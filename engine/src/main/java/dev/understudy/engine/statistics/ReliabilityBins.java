package dev.understudy.engine.statistics;

import java.util.ArrayList;
import java.util.List;

/** Takes events by rising score, those of one score at a time, and puts them into bins of about equal weight. */
final class ReliabilityBins {
    private static final int MOST_BINS = 15;
    /** Fewer say little of a share. */
    private static final int FEWEST_EVENTS = 20;

    private final double all;
    private final int count;
    private final List<Reliability.Bin> bins = new ArrayList<>();
    private double taken;
    private double weight;
    private double scores;
    private double hits;

    /**
     * @param all the weight of all events that will come
     */
    ReliabilityBins(double all) {
        this.all = all;
        this.count = (int) Math.clamp(all / FEWEST_EVENTS, 1, MOST_BINS);
    }

    /** Adds the events of a score, which is above those before. */
    void add(double score, double weightOfScore, double hitsOfScore) {
        weight += weightOfScore;
        scores += score * weightOfScore;
        hits += hitsOfScore;
        taken += weightOfScore;
        if (taken >= all * (bins.size() + 1) / count) {
            close();
        }
    }

    private void close() {
        if (weight > 0) {
            bins.add(new Reliability.Bin(scores / weight, hits / weight, weight));
        }
        weight = 0;
        scores = 0;
        hits = 0;
    }

    Reliability reliability() {
        close();
        return Reliability.of(bins);
    }
}
