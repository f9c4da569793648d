package dev.understudy.engine.model;

import java.util.Arrays;

/**
 * The arrays of a tree ensemble, as the model file has them: see {@link TreeEnsemble}.
 *
 * @param nominal of each column, whether its nodes ask for equality
 * @param roots each tree's first node
 * @param feature each node's column; {@link #LEAF} in a leaf
 * @param threshold each node's threshold
 * @param other where a node's condition does not hold; in a leaf, its row of numbers
 * @param leaves what leaves add, shape [leaves × outputs]
 * @param outputs how many numbers a score has
 */
@SuppressWarnings("ArrayRecordComponent") // shared within the package, and written by nobody
record FlatTrees(
        boolean[] nominal, int[] roots, int[] feature, double[] threshold, int[] other, double[] leaves, int outputs) {
    static final int LEAF = -1;

    int trees() {
        return roots.length;
    }

    int width() {
        return nominal.length;
    }

    /** The node after a tree's last. */
    int end(int tree) {
        return tree + 1 < roots.length ? roots[tree + 1] : feature.length;
    }

    boolean isLeaf(int node) {
        return feature[node] == LEAF;
    }

    /** Where an event goes on from an inner node. */
    int next(int node, double[] rows, int offset) {
        double value = rows[offset + feature[node]];
        boolean holds = nominal[feature[node]] ? value == threshold[node] : value <= threshold[node];
        return holds ? node + 1 : other[node];
    }

    /**
     * Whether every node is reached in one way only and lies where pre-order puts it, and every threshold is a number.
     * A model file may be sound and yet share branches; then only a plain walk goes the same ways.
     */
    boolean isPlainPreOrder() {
        int[] open = new int[64];
        for (int tree = 0; tree < roots.length; tree++) {
            int depth = 0;
            for (int node = roots[tree]; node < end(tree); node++) {
                if (!isLeaf(node)) {
                    if (Double.isNaN(threshold[node])) {
                        return false;
                    }
                    if (depth == open.length) {
                        open = Arrays.copyOf(open, depth * 2);
                    }
                    open[depth++] = other[node];
                } else if ((depth == 0 ? end(tree) : open[--depth]) != node + 1) {
                    return false;
                }
            }
            if (depth != 0) {
                return false;
            }
        }
        return true;
    }

    int mostLeaves() {
        int most = 0;
        for (int tree = 0; tree < roots.length; tree++) {
            most = Math.max(most, (end(tree) - roots[tree] + 1) / 2);
        }
        return most;
    }
}
