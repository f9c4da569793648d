package dev.understudy.engine.statistics;

import java.util.Arrays;

/**
 * The events of a sample in groups that do not overlap. Events of weight 0 are in none, because they say nothing about
 * how many groups there are.
 */
final class Partition {
    private static final int NO_GROUP = -1;

    private final int[] groups;
    private final int count;
    private final int members;

    private Partition(int[] groups, int count, int members) {
        this.groups = groups;
        this.count = count;
        this.members = members;
    }

    /** The sample's clusters; an event that stands alone is a cluster of one. */
    static Partition ofClusters(PairedSample sample) {
        int[] groups = new int[sample.size()];
        DenseIds clusters = new DenseIds();
        int alone = 0;
        int members = 0;
        for (int i = 0; i < groups.length; i++) {
            if (sample.weight(i) == 0) {
                groups[i] = NO_GROUP;
                continue;
            }
            members++;
            // Lone events count down from -2 until the number of shared clusters is known.
            groups[i] = sample.cluster(i) == PairedSample.ALONE ? NO_GROUP - ++alone : clusters.idOf(sample.cluster(i));
        }
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] < NO_GROUP) {
                groups[i] = clusters.count() + NO_GROUP - 1 - groups[i];
            }
        }
        return new Partition(groups, clusters.count() + alone, members);
    }

    /** The sample's blocks. */
    static Partition ofBlocks(PairedSample sample) {
        int[] groups = new int[sample.size()];
        DenseIds blocks = new DenseIds();
        int members = 0;
        int last = 0;
        int lastGroup = NO_GROUP;
        for (int i = 0; i < groups.length; i++) {
            if (sample.weight(i) == 0) {
                groups[i] = NO_GROUP;
                continue;
            }
            if (lastGroup == NO_GROUP || sample.block(i) != last) { // a log goes by days, and asks once a day
                last = sample.block(i);
                lastGroup = blocks.idOf(last);
            }
            groups[i] = lastGroup;
            members++;
        }
        return new Partition(groups, blocks.count(), members);
    }

    /** The groups of events that are together in both; quickest where the other's groups follow each other. */
    Partition intersect(Partition other) {
        if (count == members) {
            // Groups of one have nothing left to split.
            return this;
        }
        int[] both = new int[groups.length];
        int[] lastOther = new int[count];
        int[] lastBoth = new int[count];
        Arrays.fill(lastOther, NO_GROUP);
        DenseIds pairs = new DenseIds();
        int found = 0;
        boolean inOrder = other.followEachOther();
        for (int i = 0; i < both.length; i++) {
            int group = groups[i];
            if (group == NO_GROUP) {
                both[i] = NO_GROUP;
            } else if (!inOrder) {
                both[i] = pairs.idOf((long) group * other.count + other.groups[i]);
                found = pairs.count();
            } else {
                if (lastOther[group] != other.groups[i]) {
                    lastOther[group] = other.groups[i];
                    lastBoth[group] = found++;
                }
                both[i] = lastBoth[group];
            }
        }
        return new Partition(both, found, members);
    }

    /** Whether the events of each group come one after another, with none of another group between. */
    private boolean followEachOther() {
        int highest = NO_GROUP;
        int last = NO_GROUP;
        for (int group : groups) {
            if (group != NO_GROUP && group != last) {
                if (group <= highest) {
                    return false;
                }
                highest = group;
                last = group;
            }
        }
        return true;
    }

    /** How many events are in a group. */
    int members() {
        return members;
    }

    /** How many groups there are. */
    int count() {
        return count;
    }

    /**
     * The sum of each group's contributions. Sums are plain: the error of rounding is far below what a standard error is
     * read to.
     */
    double[] sums(double[] contributions) {
        double[] sums = new double[count];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] != NO_GROUP) {
                sums[groups[i]] += contributions[i];
            }
        }
        return sums;
    }

    /** The weight of each group's events. */
    double[] weights(PairedSample sample) {
        double[] weights = new double[count];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] != NO_GROUP) {
                weights[groups[i]] += sample.weight(i);
            }
        }
        return weights;
    }

    /** The block that each group's events are of, where every group lies within one. */
    int[] blocksOf(PairedSample sample) {
        int[] blocks = new int[count];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] != NO_GROUP) {
                blocks[groups[i]] = sample.block(i);
            }
        }
        return blocks;
    }

    /** The events that are in a group, those of one group after each other, and their order kept within it. */
    int[] eventsByGroup() {
        int[] next = new int[count + 1];
        for (int group : groups) {
            if (group != NO_GROUP) {
                next[group + 1]++;
            }
        }
        for (int group = 0; group < count; group++) {
            next[group + 1] += next[group];
        }
        int[] events = new int[members];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] != NO_GROUP) {
                events[next[groups[i]]++] = i;
            }
        }
        return events;
    }

    /** The group of an event that is in one. */
    int groupOf(int event) {
        return groups[event];
    }
}
