package dev.understudy.engine.model;

/**
 * One way of laying trees out in memory to find an event's leaves. All of them find the same leaves and add what they
 * say in the order of the trees, so that a sum has the same bits whichever was chosen. Immutable and thread-safe.
 */
sealed interface TreeLayout permits PlainNodes, RankedNodes, LeafMasks {
    /**
     * Adds what the events' leaves say.
     *
     * @param rows encoded events, row by row
     * @param count how many events
     * @param scores to what, row by row
     */
    void add(double[] rows, int count, double[] scores);

    /** Its name, for whoever asks what ran. */
    String name();

    /** The fastest layout for trees of this shape. */
    static TreeLayout of(FlatTrees trees, Lanes lanes) {
        if (!trees.isPlainPreOrder()) {
            return new PlainNodes(trees);
        }
        Thresholds thresholds = Thresholds.of(trees);
        if (LeafMasks.fits(trees, thresholds)) {
            return new LeafMasks(trees, thresholds);
        }
        return NodeTable.fits(trees, thresholds)
                ? new RankedNodes(trees, thresholds, lanes, RankedNodes.PATIENCE)
                : new PlainNodes(trees);
    }
}
