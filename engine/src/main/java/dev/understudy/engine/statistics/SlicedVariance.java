package dev.understudy.engine.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Two-way cluster-robust variances of all slices of a column, in two walks over its events: what
 * {@link TwoWayClusterVariance} is for a whole sample, but for the sizes of groups, which are taken as alike.
 */
final class SlicedVariance {
    private final Dependence dependence;
    private final Walk byCluster;
    private final Walk byBlock;
    private final int[] days;

    SlicedVariance(PairedSample sample, int step, Dependence dependence) {
        EventGroups groups = sample.groups();
        this.dependence = dependence;
        this.days = groups.days();
        this.byBlock = Walk.of(groups.blocks(), groups.blocks(), step);
        this.byCluster = Walk.of(groups.clusters(), groups.both(), step);
    }

    /**
     * Events with those of one group after each other, and within it those of a part of it; those of weight 0 are not among
     * them.
     *
     * @param events their positions
     * @param groups their groups
     * @param parts of their groups
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on within the class, never changed
    private record Walk(int[] events, int[] groups, int[] parts) {
        static Walk of(Partition partition, Partition finer, int step) {
            // the finer one's order keeps the groups of both together once it is put in order by the other, stably
            int[] order = Arrays.stream(finer.eventsByGroup())
                    .filter(event -> event % step == 0)
                    .toArray();
            int[] next = new int[partition.count() + 1];
            for (int event : order) {
                next[partition.groupOf(event) + 1]++;
            }
            for (int group = 0; group < partition.count(); group++) {
                next[group + 1] += next[group];
            }
            int[] events = new int[order.length];
            int[] groups = new int[order.length];
            int[] parts = new int[order.length];
            for (int event : order) {
                int place = next[partition.groupOf(event)]++;
                events[place] = event / step;
                groups[place] = partition.groupOf(event);
                parts[place] = finer.groupOf(event);
            }
            return new Walk(events, groups, parts);
        }

        Sums sums(Slicing slicing, double[] contributions) {
            Sums sums = new Sums(slicing.count());
            for (int i = 0; i < events.length; i++) {
                int slice = slicing.of(events[i]);
                if (slice >= 0) {
                    sums.add(slice, groups[i], parts[i], contributions[events[i]]);
                }
            }
            sums.finish();
            return sums;
        }

        /** By slice and group; NaN where a slice has no event in a group. For groups that are few. */
        double[][] each(Slicing slicing, double[] contributions, int count) {
            double[][] each = new double[slicing.count()][count];
            for (double[] ofSlice : each) {
                Arrays.fill(ofSlice, Double.NaN);
            }
            for (int i = 0; i < events.length; i++) {
                int slice = slicing.of(events[i]);
                if (slice >= 0) {
                    double before = each[slice][groups[i]];
                    each[slice][groups[i]] = (Double.isNaN(before) ? 0 : before) + contributions[events[i]];
                }
            }
            return each;
        }
    }

    /** Σ over groups of (the sum of its contributions)², by slice, and the same over their parts. */
    private static final class Sums {
        private final Grouped whole;
        private final Grouped parts;
        private final int[] events;

        Sums(int slices) {
            whole = new Grouped(slices);
            parts = new Grouped(slices);
            events = new int[slices];
        }

        void add(int slice, int group, int part, double contribution) {
            whole.add(slice, group, contribution);
            parts.add(slice, part, contribution);
            events[slice]++;
        }

        void finish() {
            whole.finish();
            parts.finish();
        }

        /** With G/(G−1) for groups, and without n/(n−1), which is in the contributions already. */
        double variance(Grouped grouped, int slice) {
            double count = grouped.groups[slice];
            return count / (count - 1) * (events[slice] - 1.0) / events[slice] * grouped.squares[slice];
        }
    }

    private static final class Grouped {
        private final double[] open;
        private final int[] last;
        private final double[] squares;
        private final int[] groups;

        Grouped(int slices) {
            open = new double[slices];
            last = new int[slices];
            Arrays.fill(last, -1);
            squares = new double[slices];
            groups = new int[slices];
        }

        void add(int slice, int group, double contribution) {
            if (last[slice] != group) {
                squares[slice] += open[slice] * open[slice];
                open[slice] = contribution;
                last[slice] = group;
                groups[slice]++;
            } else {
                open[slice] += contribution;
            }
        }

        void finish() {
            for (int slice = 0; slice < open.length; slice++) {
                squares[slice] += open[slice] * open[slice];
                open[slice] = 0;
            }
        }
    }

    /** By slice; with 0 degrees of freedom where there are no two groups. */
    VarianceEstimate[] of(Slicing slicing, double[] contributions) {
        VarianceEstimate[] variances = new VarianceEstimate[slicing.count()];
        if (dependence == Dependence.NONE) {
            double[] squares = new double[slicing.count()];
            int[] events = new int[slicing.count()];
            for (int j = 0; j < contributions.length; j++) {
                if (slicing.of(j) >= 0) {
                    squares[slicing.of(j)] += contributions[j] * contributions[j];
                    events[slicing.of(j)]++;
                }
            }
            for (int slice = 0; slice < variances.length; slice++) {
                variances[slice] = new VarianceEstimate(squares[slice], Math.max(0, events[slice] - 1.0));
            }
            return variances;
        }
        Sums blocks = byBlock.sums(slicing, contributions);
        double[][] daily = byBlock.each(slicing, contributions, days.length);
        Sums clusters = byCluster.sums(slicing, contributions);
        for (int slice = 0; slice < variances.length; slice++) {
            int fewest = Math.min(clusters.whole.groups[slice], blocks.whole.groups[slice]);
            double ofClusters = clusters.variance(clusters.whole, slice);
            double inflation = inflation(daily[slice]);
            double ofBlocks = inflation * blocks.variance(blocks.whole, slice);
            double ofBoth = clusters.variance(clusters.parts, slice);
            variances[slice] = fewest < 2
                    ? new VarianceEstimate(0, 0)
                    : new VarianceEstimate(
                            Math.max(ofClusters + ofBlocks - ofBoth, Math.max(ofClusters, ofBlocks)),
                            fewest - 1.0,
                            inflation);
        }
        return variances;
    }

    private double inflation(double[] sums) {
        int[] present = IntStream.range(0, sums.length)
                .filter(block -> !Double.isNaN(sums[block]))
                .toArray();
        return SerialCorrelation.inflation(
                Arrays.stream(present).mapToDouble(block -> sums[block]).toArray(),
                Arrays.stream(present).map(block -> days[block]).toArray());
    }
}
