package dev.understudy.engine.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decision trees. In the model file they are flat arrays: trees stand one after another, each in pre-order: an inner node's first child, taken
 * where its condition holds, is the next node. A node asks {@code x <= threshold}, or {@code x == threshold} of a
 * nominal number. Leaves carry what they add to each output, with the tree's weight already in it. For
 * scoring they are laid out anew, as suits their shape.
 */
public final class TreeEnsemble implements Scorer {
    private static final String COVER = "node.cover";

    private final FlatTrees trees;
    private final double[] base;
    private final ScorerForm.Link link;
    private final TreeLayout layout;
    private final Optional<NodeCovers> covers;

    /** Trees that are sound. */
    TreeEnsemble(FlatTrees trees, double[] base, ScorerForm.Link link) {
        this(trees, base, link, TreeLayout.of(trees, Lanes.here()), Optional.empty());
    }

    private TreeEnsemble(
            FlatTrees trees, double[] base, ScorerForm.Link link, TreeLayout layout, Optional<NodeCovers> covers) {
        this.trees = trees;
        this.base = base;
        this.link = link;
        this.layout = layout;
        this.covers = covers;
    }

    /** Reads and checks the tensors of a model file; every walk through them then ends at a leaf that is there. */
    static TreeEnsemble read(TensorSet tensors, int[] positions, int outputs, ScorerForm.Link link) {
        FlatTrees trees = new FlatTrees(
                nominal(positions),
                tensors.ints("tree.root"),
                tensors.ints("node.feature"),
                tensors.finite("node.threshold"),
                tensors.ints("node.other"),
                tensors.finite("leaf.value"),
                outputs);
        double[] base = tensors.finite("base");
        TensorSet.check(base.length == outputs, "its base has not one number an output");
        check(trees);
        Optional<NodeCovers> covers = tensors.has(COVER)
                ? Optional.of(NodeCovers.read(trees, tensors.ints(COVER)))
                : Optional.empty(); // written before there were any
        return new TreeEnsemble(trees, base, link, TreeLayout.of(trees, Lanes.here()), covers);
    }

    static boolean[] nominal(int[] positions) {
        boolean[] nominal = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            nominal[i] = positions[i] > 0;
        }
        return nominal;
    }

    private static void check(FlatTrees trees) {
        int[] feature = trees.feature();
        int[] other = trees.other();
        int[] roots = trees.roots();
        int nodes = feature.length;
        TensorSet.check(
                trees.threshold().length == nodes && other.length == nodes, "its nodes' tensors differ in length");
        TensorSet.check(roots.length > 0 && roots[0] == 0, "its first tree does not begin at the first node");
        int leafCount = trees.leaves().length / trees.outputs();
        TensorSet.check(
                leafCount * trees.outputs() == trees.leaves().length, "its leaves have not one number an output");
        for (int tree = 0; tree < roots.length; tree++) {
            int end = trees.end(tree);
            TensorSet.check(roots[tree] < end && end <= nodes, "its trees are empty or out of order");
            for (int node = roots[tree]; node < end; node++) {
                boolean sound = trees.isLeaf(node)
                        ? other[node] >= 0 && other[node] < leafCount
                        : feature[node] >= 0
                                && feature[node] < trees.width()
                                && other[node] > node + 1
                                && other[node] < end;
                TensorSet.check(sound, "the node " + node + " points out of its tree, backwards or at no feature");
            }
        }
    }

    @Override
    public int width() {
        return trees.width();
    }

    @Override
    public int outputs() {
        return trees.outputs();
    }

    /** How many trees there are. */
    public int trees() {
        return trees.trees();
    }

    /** How many nodes all trees have, leaves included. */
    public int nodes() {
        return trees.feature().length;
    }

    @Override
    public void score(double[] rows, int count, double[] scores) {
        int outputs = trees.outputs();
        sums(rows, count, scores);
        for (int row = 0; row < count; row++) {
            link.apply(scores, row * outputs, outputs);
        }
    }

    @Override
    public void sums(double[] rows, int count, double[] sums) {
        int outputs = trees.outputs();
        for (int row = 0; row < count; row++) {
            System.arraycopy(base, 0, sums, row * outputs, outputs);
        }
        layout.add(rows, count, sums);
    }

    @Override
    public TreeEnsemble over(EncodedEvents events) {
        return new TreeEnsemble(trees, base, link, layout, Optional.of(NodeCovers.count(trees, events)));
    }

    @Override
    public boolean isExplainable() {
        return covers.isPresent();
    }

    @Override
    public Attribution attribution() {
        return new TreeShap(trees, covers.orElseThrow(), base);
    }

    @Override
    public String method() {
        return layout.name();
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        int outputs = trees.outputs();
        double[] leaves = trees.leaves();
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put("base", Tensor.Doubles.of(base));
        tensors.put("leaf.value", new Tensor.Doubles(List.of(leaves.length / outputs, outputs), leaves));
        covers.ifPresent(counted -> tensors.put(COVER, Tensor.Ints.of(counted.counts())));
        tensors.put("node.feature", Tensor.Ints.of(trees.feature()));
        tensors.put("node.other", Tensor.Ints.of(trees.other()));
        tensors.put("node.threshold", Tensor.Doubles.of(trees.threshold()));
        tensors.put("tree.root", Tensor.Ints.of(trees.roots()));
        return tensors;
    }

    @Override
    public ScorerForm form() {
        return new ScorerForm(ScorerForm.Kind.TREE_ENSEMBLE, link);
    }
}
