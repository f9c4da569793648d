package dev.understudy.engine.statistics;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which share of the events a model gives each label.
 *
 * @param shares by label, each in (0, 1], adding up to 1; empty without events. Not to be changed
 */
public record LabelShares(SortedMap<Integer, Double> shares) {
    public LabelShares {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    }

    /** The shares of one model's labels in a sample, by weight. A regression has no labels: all are 0. */
    public static LabelShares of(PairedSample sample, Side side) {
        SortedMap<Integer, Double> shares = new TreeMap<>();
        double total = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (sample.weight(i) > 0) {
                shares.merge(sample.label(side, i), sample.weight(i), Double::sum);
                total += sample.weight(i);
            }
        }
        double all = total;
        shares.replaceAll((label, weight) -> weight / all);
        return new LabelShares(shares);
    }

    /** The share of a label, 0 if the model never gives it. */
    public double of(int label) {
        return shares.getOrDefault(label, 0.0);
    }

    /** The largest difference of any label's share between these and others, in [0, 1]. */
    public double largestShiftTo(LabelShares other) {
        Set<Integer> labels = new HashSet<>(shares.keySet());
        labels.addAll(other.shares.keySet());
        return labels.stream()
                .mapToDouble(label -> Math.abs(of(label) - other.of(label)))
                .max()
                .orElse(0);
    }
}
