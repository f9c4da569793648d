package dev.understudy.engine.statistics;

import java.util.Arrays;

/**
 * Two-way cluster-robust variances of all slices of a column in one walk a dimension: what {@link TwoWayClusterVariance}
 * is for a whole sample. The serial correlation of days is not looked at.
 */
final class SlicedVariance {
    private final Dependence dependence;
    private final Walk clusters;
    private final Walk blocks;
    private final Walk both;

    SlicedVariance(PairedSample sample, int step, Dependence dependence) {
        EventGroups groups = sample.groups();
        this.dependence = dependence;
        this.clusters = Walk.of(groups.clusters(), step);
        this.blocks = Walk.of(groups.blocks(), step);
        this.both = groups.both().equals(groups.clusters()) ? clusters : Walk.of(groups.both(), step);
    }

    /**
     * Events with those of one group after each other; those of weight 0 are not among them.
     *
     * @param events their positions
     * @param groups their groups
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on within the class, never changed
    private record Walk(int[] events, int[] groups) {
        static Walk of(Partition partition, int step) {
            int[] order = Arrays.stream(partition.eventsByGroup())
                    .filter(event -> event % step == 0)
                    .toArray();
            int[] groups = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                groups[i] = partition.groupOf(order[i]);
                order[i] /= step;
            }
            return new Walk(order, groups);
        }

        Sums sums(Slicing slicing, double[] contributions) {
            Sums sums = new Sums(slicing.count());
            for (int i = 0; i < events.length; i++) {
                int slice = slicing.of(events[i]);
                if (slice >= 0) {
                    sums.add(slice, groups[i], contributions[events[i]]);
                }
            }
            sums.finish();
            return sums;
        }
    }

    /** Σ over groups of (the sum of its contributions)², by slice. */
    private static final class Sums {
        private final double[] open;
        private final int[] lastGroup;
        private final double[] squares;
        private final int[] groups;
        private final int[] events;

        Sums(int slices) {
            open = new double[slices];
            lastGroup = new int[slices];
            Arrays.fill(lastGroup, -1);
            squares = new double[slices];
            groups = new int[slices];
            events = new int[slices];
        }

        void add(int slice, int group, double contribution) {
            if (lastGroup[slice] != group) {
                squares[slice] += open[slice] * open[slice];
                open[slice] = 0;
                lastGroup[slice] = group;
                groups[slice]++;
            }
            open[slice] += contribution;
            events[slice]++;
        }

        void finish() {
            for (int slice = 0; slice < open.length; slice++) {
                squares[slice] += open[slice] * open[slice];
                open[slice] = 0;
            }
        }

        /** With G/(G−1) for groups, and without n/(n−1), which is in the contributions already. */
        double variance(int slice) {
            double count = groups[slice];
            return count / (count - 1) * (events[slice] - 1.0) / events[slice] * squares[slice];
        }
    }

    /** By slice; with 0 degrees of freedom where there are no two groups. */
    VarianceEstimate[] of(Slicing slicing, double[] contributions) {
        VarianceEstimate[] variances = new VarianceEstimate[slicing.count()];
        Sums byBlock = blocks.sums(slicing, contributions);
        if (dependence == Dependence.NONE) {
            double[] squares = new double[slicing.count()];
            for (int j = 0; j < contributions.length; j++) {
                if (slicing.of(j) >= 0) {
                    squares[slicing.of(j)] += contributions[j] * contributions[j];
                }
            }
            for (int slice = 0; slice < variances.length; slice++) {
                variances[slice] = new VarianceEstimate(squares[slice], byBlock.events[slice] - 1.0);
            }
            return variances;
        }
        Sums byCluster = clusters.sums(slicing, contributions);
        Sums byBoth = both == clusters ? byCluster : both.sums(slicing, contributions);
        for (int slice = 0; slice < variances.length; slice++) {
            int fewest = Math.min(byCluster.groups[slice], byBlock.groups[slice]);
            double ofClusters = byCluster.variance(slice);
            double ofBlocks = byBlock.variance(slice);
            variances[slice] = fewest < 2
                    ? new VarianceEstimate(0, 0)
                    : new VarianceEstimate(
                            Math.max(ofClusters + ofBlocks - byBoth.variance(slice), Math.max(ofClusters, ofBlocks)),
                            fewest - 1.0);
        }
        return variances;
    }
}
