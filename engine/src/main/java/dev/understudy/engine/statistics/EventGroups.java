package dev.understudy.engine.statistics;

/**
 * The events of a sample by cluster and by block.
 *
 * @param clusters a lone event being a cluster of one
 * @param blocks the days
 * @param both the events that are together in both
 */
record EventGroups(Partition clusters, Partition blocks, Partition both) {
    static EventGroups of(PairedSample sample) {
        Partition clusters = Partition.ofClusters(sample);
        Partition blocks = Partition.ofBlocks(sample);
        return new EventGroups(clusters, blocks, clusters.intersect(blocks));
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
