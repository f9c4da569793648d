package dev.understudy.engine.model;

/** Walks through a {@link NodeTable}, several at a time. All of them end at the same leaves. Immutable and thread-safe. */
sealed interface NodeWalk permits ScalarWalk, VectorWalk {
    /** How many events go through a tree together. */
    int lanes();

    /**
     * Takes {@link #lanes()} events through one tree.
     *
     * @param tree which
     * @param ranks the events' ranks, row by row
     * @param offset where the first event's ranks begin
     * @param stride how many numbers a row of ranks has
     * @param ends the places in the tree where the events end
     */
    void walk(int tree, int[] ranks, int offset, int stride, int[] ends);
}
