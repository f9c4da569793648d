package dev.understudy.engine.statistics;

/**
 * The events of a sample by cluster and by block.
 *
 * @param clusters a lone event being a cluster of one
 * @param blocks the days
 */
record EventGroups(Partition clusters, Partition blocks) {
    static EventGroups of(PairedSample sample) {
        return new EventGroups(Partition.ofClusters(sample), Partition.ofBlocks(sample));
    }

    /** How many events weigh anything. */
    int events() {
        return blocks.members();
    }

    /** The number of groups of the dimension that has fewer. */
    int fewest() {
        return Math.min(clusters.count(), blocks.count());
    }
}
