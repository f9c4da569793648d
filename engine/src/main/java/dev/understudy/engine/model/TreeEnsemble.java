package dev.understudy.engine.model;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decision trees in flat arrays. Trees stand one after another, each in pre-order: an inner node's first child, taken
 * where its condition holds, is the next node. A node asks {@code x <= threshold}, or {@code x == threshold} of a
 * nominal number. Leaves carry what they add to each output, with the tree's weight already in it.
 */
public final class TreeEnsemble implements Scorer {
    private static final int LEAF = -1;
    /** Rows that stay in the first-level cache while a tree passes over them. */
    private static final int BLOCK = 256;

    private final boolean[] nominal;
    private final int outputs;
    private final int[] roots;
    private final int[] feature;
    private final double[] threshold;
    private final int[] other;
    private final double[] leaves;
    private final double[] base;
    private final ScorerForm.Link link;

    TreeEnsemble(
            boolean[] nominal,
            int[] roots,
            int[] feature,
            double[] threshold,
            int[] other,
            double[] leaves,
            double[] base,
            ScorerForm.Link link) {
        this.nominal = nominal;
        this.outputs = base.length;
        this.roots = roots;
        this.feature = feature;
        this.threshold = threshold;
        this.other = other;
        this.leaves = leaves;
        this.base = base;
        this.link = link;
    }

    /** Reads and checks the tensors of a model file; every walk through them then ends at a leaf that is there. */
    static TreeEnsemble read(TensorSet tensors, int[] positions, int outputs, ScorerForm.Link link) {
        boolean[] nominal = nominal(positions);
        TreeEnsemble trees = new TreeEnsemble(
                nominal,
                tensors.ints("tree.root"),
                tensors.ints("node.feature"),
                tensors.finite("node.threshold"),
                tensors.ints("node.other"),
                tensors.finite("leaf.value"),
                tensors.finite("base"),
                link);
        TensorSet.check(trees.base.length == outputs, "its base has not one number an output");
        trees.check();
        return trees;
    }

    static boolean[] nominal(int[] positions) {
        boolean[] nominal = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            nominal[i] = positions[i] > 0;
        }
        return nominal;
    }

    private void check() {
        int nodes = feature.length;
        TensorSet.check(threshold.length == nodes && other.length == nodes, "its nodes' tensors differ in length");
        TensorSet.check(roots.length > 0 && roots[0] == 0, "its first tree does not begin at the first node");
        int leafCount = leaves.length / outputs;
        TensorSet.check(leafCount * outputs == leaves.length, "its leaves have not one number an output");
        for (int tree = 0; tree < roots.length; tree++) {
            int end = tree + 1 < roots.length ? roots[tree + 1] : nodes;
            TensorSet.check(roots[tree] < end && end <= nodes, "its trees are empty or out of order");
            for (int node = roots[tree]; node < end; node++) {
                boolean sound = feature[node] == LEAF
                        ? other[node] >= 0 && other[node] < leafCount
                        : feature[node] >= 0
                                && feature[node] < nominal.length
                                && other[node] > node + 1
                                && other[node] < end;
                TensorSet.check(sound, "the node " + node + " points out of its tree, backwards or at no feature");
            }
        }
    }

    @Override
    public int width() {
        return nominal.length;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    /** How many trees there are. */
    public int trees() {
        return roots.length;
    }

    /** How many nodes all trees have, leaves included. */
    public int nodes() {
        return feature.length;
    }

    @Override
    public void score(double[] rows, int count, double[] scores) {
        for (int from = 0; from < count; from += BLOCK) {
            scoreBlock(rows, from, Math.min(count, from + BLOCK), scores);
        }
    }

    private void scoreBlock(double[] rows, int from, int to, double[] scores) {
        for (int row = from; row < to; row++) {
            System.arraycopy(base, 0, scores, row * outputs, outputs);
        }
        for (int root : roots) {
            for (int row = from; row < to; row++) {
                int leaf = leafOf(root, rows, row * nominal.length) * outputs;
                for (int output = 0; output < outputs; output++) {
                    scores[row * outputs + output] += leaves[leaf + output];
                }
            }
        }
        for (int row = from; row < to; row++) {
            link.apply(scores, row * outputs, outputs);
        }
    }

    private int leafOf(int root, double[] rows, int offset) {
        int node = root;
        int asked = feature[node];
        while (asked != LEAF) {
            double value = rows[offset + asked];
            boolean holds = nominal[asked] ? value == threshold[node] : value <= threshold[node];
            node = holds ? node + 1 : other[node];
            asked = feature[node];
        }
        return other[node];
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put("base", Tensor.Doubles.of(base));
        tensors.put("leaf.value", new Tensor.Doubles(Arrays.asList(leaves.length / outputs, outputs), leaves));
        tensors.put("node.feature", Tensor.Ints.of(feature));
        tensors.put("node.other", Tensor.Ints.of(other));
        tensors.put("node.threshold", Tensor.Doubles.of(threshold));
        tensors.put("tree.root", Tensor.Ints.of(roots));
        return tensors;
    }

    @Override
    public ScorerForm form() {
        return new ScorerForm(ScorerForm.Kind.TREE_ENSEMBLE, link);
    }
}
