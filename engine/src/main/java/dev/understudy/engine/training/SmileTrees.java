package dev.understudy.engine.training;

import dev.understudy.engine.model.TreeEnsembleBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Function;
import smile.model.cart.InternalNode;
import smile.model.cart.LeafNode;
import smile.model.cart.Node;
import smile.model.cart.NominalNode;
import smile.model.cart.OrdinalNode;

/** Flattens Smile's trees. Their thresholds are not public, and are read through variable handles. */
final class SmileTrees {
    private static final VarHandle THRESHOLD = field(OrdinalNode.class, double.class);
    private static final VarHandle POSITION = field(NominalNode.class, int.class);

    private SmileTrees() {}

    private static VarHandle field(Class<?> node, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(node, MethodHandles.lookup()).findVarHandle(node, "value", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Smile keeps its thresholds elsewhere", e);
        }
    }

    /**
     * Appends one tree.
     *
     * @param leaf what a leaf adds, one number an output
     */
    static void append(TreeEnsembleBuilder trees, Node root, Function<LeafNode, double[]> leaf) {
        trees.tree();
        appendNode(trees, root, leaf);
    }

    private static void appendNode(TreeEnsembleBuilder trees, Node node, Function<LeafNode, double[]> leaf) {
        switch (node) {
            case InternalNode split -> {
                int index = trees.split(split.feature(), value(split));
                appendNode(trees, split.trueChild(), leaf);
                trees.otherChild(index);
                appendNode(trees, split.falseChild(), leaf);
            }
            case LeafNode end -> trees.leaf(leaf.apply(end));
            default ->
                throw new IllegalStateException("Smile has a kind of node that is not known: " + node.getClass());
        }
    }

    private static double value(InternalNode split) {
        return switch (split) {
            case OrdinalNode ordinal -> (double) THRESHOLD.get(ordinal);
            case NominalNode nominal -> (int) POSITION.get(nominal);
            default ->
                throw new IllegalStateException("Smile has a kind of split that is not known: " + split.getClass());
        };
    }
}
