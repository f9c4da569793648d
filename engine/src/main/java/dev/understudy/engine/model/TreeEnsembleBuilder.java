package dev.understudy.engine.model;

import java.util.Arrays;

/** Flattens trees, node by node in pre-order. */
public final class TreeEnsembleBuilder {
    private final boolean[] nominal;
    private final int outputs;
    private int[] roots = new int[64];
    private int trees;
    private int[] feature = new int[1024];
    private double[] threshold = new double[1024];
    private int[] other = new int[1024];
    private int nodes;
    private double[] leaves = new double[1024];
    private int leafNumbers;

    /**
     * An ensemble with no tree yet.
     *
     * @param positions of each number of an encoded event, as {@code FeatureSchema.positions()} says
     * @param outputs how many numbers a score has
     */
    public TreeEnsembleBuilder(int[] positions, int outputs) {
        this.nominal = TreeEnsemble.nominal(positions);
        this.outputs = outputs;
    }

    /** Begins the next tree. */
    public void tree() {
        roots = grown(roots, trees);
        roots[trees++] = nodes;
    }

    /**
     * Appends an inner node; its first child comes next, and {@link #otherChild(int)} is called before its second.
     *
     * @param asked which number of the encoded event
     * @param value the threshold, or the position of a nominal number
     * @return the node
     */
    public int split(int asked, double value) {
        return node(asked, value, 0);
    }

    /** Says that the second child of an inner node comes next. */
    public void otherChild(int node) {
        other[node] = nodes;
    }

    /** Appends a leaf that adds these numbers, one an output. */
    public void leaf(double... values) {
        if (leafNumbers + outputs > leaves.length) {
            leaves = Arrays.copyOf(leaves, leaves.length * 2 + outputs);
        }
        node(-1, 0, leafNumbers / outputs);
        System.arraycopy(values, 0, leaves, leafNumbers, outputs);
        leafNumbers += outputs;
    }

    private int node(int asked, double value, int second) {
        if (nodes == feature.length) {
            feature = Arrays.copyOf(feature, nodes * 2);
            threshold = Arrays.copyOf(threshold, nodes * 2);
            other = Arrays.copyOf(other, nodes * 2);
        }
        feature[nodes] = asked;
        threshold[nodes] = value;
        other[nodes] = second;
        return nodes++;
    }

    private static int[] grown(int[] array, int used) {
        return used == array.length ? Arrays.copyOf(array, used * 2) : array;
    }

    /**
     * The finished ensemble.
     *
     * @param base what each output begins with
     * @param link from sums to scores
     */
    public TreeEnsemble build(double[] base, ScorerForm.Link link) {
        return new TreeEnsemble(
                new FlatTrees(
                        nominal,
                        Arrays.copyOf(roots, trees),
                        Arrays.copyOf(feature, nodes),
                        Arrays.copyOf(threshold, nodes),
                        Arrays.copyOf(other, nodes),
                        Arrays.copyOf(leaves, leafNumbers),
                        outputs),
                base.clone(),
                link);
    }
}
