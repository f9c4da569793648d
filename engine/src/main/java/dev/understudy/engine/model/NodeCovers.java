package dev.understudy.engine.model;

import java.util.stream.IntStream;

/** How many training events reached each node of an ensemble: what a tree says when a feature is not known rests on it. */
final class NodeCovers {
    /** Events that are encoded at a time. */
    private static final int PART = 4_096;

    private final int[] counts;

    private NodeCovers(int[] counts) {
        this.counts = counts;
    }

    /** Sends events down all trees and counts. */
    static NodeCovers count(FlatTrees trees, EncodedEvents events) {
        int[] counts = new int[trees.feature().length];
        for (int from = 0; from < events.size(); from += PART) {
            int count = Math.min(PART, events.size() - from);
            double[] rows = events.encoded(from, count);
            // trees share no node, so that threads do not meet
            IntStream.range(0, trees.trees())
                    .parallel()
                    .forEach(tree -> count(trees, trees.roots()[tree], rows, count, counts));
        }
        return new NodeCovers(counts);
    }

    private static void count(FlatTrees trees, int root, double[] rows, int events, int[] counts) {
        for (int row = 0; row < events; row++) {
            int offset = row * trees.width();
            int node = root;
            counts[node]++;
            while (!trees.isLeaf(node)) {
                node = trees.next(node, rows, offset);
                counts[node]++;
            }
        }
    }

    /** The covers of a model file, checked: each node's events are those of its children, and there are some. */
    static NodeCovers read(FlatTrees trees, int[] counts) {
        TensorSet.check(counts.length == trees.feature().length, "its covers are not one a node");
        TensorSet.check(trees.isPlainPreOrder(), "it has covers, and its trees share branches");
        for (int node = 0; node < counts.length; node++) {
            boolean sound = counts[node] >= 0
                    && (trees.isLeaf(node) || counts[node] == (long) counts[node + 1] + counts[trees.other()[node]]);
            TensorSet.check(sound, "the cover of the node " + node + " is not that of its children");
        }
        for (int root : trees.roots()) {
            TensorSet.check(counts[root] == counts[0] && counts[root] > 0, "its trees did not see the same events");
        }
        return new NodeCovers(counts);
    }

    /** Shared, not to be changed; shape [nodes]. */
    int[] counts() {
        return counts;
    }

    /** The share of a node's events that went on to one of its children; 0 where there were none. */
    double share(int node, int child) {
        return counts[node] == 0 ? 0 : (double) counts[child] / counts[node];
    }

    /** The share of all events that reached a node. */
    double share(int node) {
        return (double) counts[node] / counts[0];
    }
}
