package dev.understudy.engine.model;

import java.util.SortedMap;

/** The arrays of an ensemble, out of the tensors that it writes to a model file. */
final class FlatTreesOf {
    private FlatTreesOf() {}

    static FlatTrees ensemble(TreeEnsemble trees, boolean[] nominal) {
        SortedMap<String, Tensor> tensors = trees.tensors();
        return new FlatTrees(
                nominal,
                ((Tensor.Ints) tensors.get("tree.root")).values(),
                ((Tensor.Ints) tensors.get("node.feature")).values(),
                ((Tensor.Doubles) tensors.get("node.threshold")).values(),
                ((Tensor.Ints) tensors.get("node.other")).values(),
                ((Tensor.Doubles) tensors.get("leaf.value")).values(),
                trees.outputs());
    }
}
