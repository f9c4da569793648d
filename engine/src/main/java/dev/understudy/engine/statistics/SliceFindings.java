package dev.understudy.engine.statistics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a search for slices found. It warns and decides nothing.
 *
 * @param metric what was compared; empty where nothing was searched
 * @param tested how many slices were tested
 * @param columns of how many columns
 * @param events labelled events that were looked at; fewer than there are in very large windows
 * @param rate the share of false slices to be expected among those found, at most
 * @param found how many were found at that rate
 * @param worst of these, the ten with the smallest q-values
 */
public record SliceFindings(
        Optional<Metric> metric,
        int tested,
        int columns,
        long events,
        double rate,
        int found,
        List<SliceFinding> worst) {
    public SliceFindings {
        metric = Objects.requireNonNullElse(metric, Optional.empty());
        worst = List.copyOf(worst);
        if (found < worst.size() || tested < found) {
            throw new IllegalArgumentException(
                    "of " + tested + " slices " + found + " are found and " + worst.size() + " shown");
        }
    }

    /** Nothing was searched. */
    public static SliceFindings none() {
        return new SliceFindings(Optional.empty(), 0, 0, 0, SliceSearch.RATE, 0, List.of());
    }
}
