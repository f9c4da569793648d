package dev.understudy.engine.model;

import java.util.SortedMap;

/** What trees mean, written down once more from the model file's tensors alone and as plainly as can be. */
final class PlainWalk {
    private PlainWalk() {}

    static double[] scores(TreeEnsemble ensemble, boolean[] nominal, double[] rows, int count) {
        SortedMap<String, Tensor> tensors = ensemble.tensors();
        int[] feature = ((Tensor.Ints) tensors.get("node.feature")).values();
        int[] other = ((Tensor.Ints) tensors.get("node.other")).values();
        int[] roots = ((Tensor.Ints) tensors.get("tree.root")).values();
        double[] threshold = ((Tensor.Doubles) tensors.get("node.threshold")).values();
        double[] leaves = ((Tensor.Doubles) tensors.get("leaf.value")).values();
        double[] base = ((Tensor.Doubles) tensors.get("base")).values();
        int outputs = base.length;
        double[] scores = new double[count * outputs];
        for (int row = 0; row < count; row++) {
            System.arraycopy(base, 0, scores, row * outputs, outputs);
            for (int root : roots) {
                int node = root;
                while (feature[node] >= 0) {
                    double value = rows[row * nominal.length + feature[node]];
                    boolean holds = nominal[feature[node]] ? value == threshold[node] : value <= threshold[node];
                    node = holds ? node + 1 : other[node];
                }
                for (int output = 0; output < outputs; output++) {
                    scores[row * outputs + output] += leaves[other[node] * outputs + output];
                }
            }
            ensemble.form().link().apply(scores, row * outputs, outputs);
        }
        return scores;
    }
}
