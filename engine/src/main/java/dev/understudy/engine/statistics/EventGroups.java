package dev.understudy.engine.statistics;

/**
 * The events of a sample by cluster and by block.
 *
 * @param clusters a lone event being a cluster of one
 * @param blocks the days
 * @param both the events that are together in both
 * @param ofClusters how the weight is spread over the clusters
 * @param ofBlocks how the weight is spread over the days
 * @param days the day of each block, counted from 1970-01-01
 */
@SuppressWarnings("ArrayRecordComponent") // handed on within the package, never changed
record EventGroups(
        Partition clusters,
        Partition blocks,
        Partition both,
        GroupLeverage ofClusters,
        GroupLeverage ofBlocks,
        int[] days) {
    static EventGroups of(PairedSample sample) {
        Partition clusters = Partition.ofClusters(sample);
        Partition blocks = Partition.ofBlocks(sample);
        return new EventGroups(
                clusters,
                blocks,
                clusters.intersect(blocks),
                GroupLeverage.of(clusters.weights(sample)),
                GroupLeverage.of(blocks.weights(sample)),
                blocks.blocksOf(sample));
    }

    /** How many events weigh anything. */
    int events() {
        return blocks.members();
    }

    /** The number of groups of the dimension that has fewer. */
    int fewest() {
        return Math.min(clusters.count(), blocks.count());
    }

    /** Whether every event stands alone, so that clusters tell nothing that the events do not. */
    boolean allAlone() {
        return clusters.count() == events();
    }
}
