package dev.understudy.engine.model;

/**
 * The trees as the model file has them, walked event by event. It defines what a tree says, and is what every other
 * layout is tested against; it scores what no other takes, such as branches that share nodes.
 */
record PlainNodes(FlatTrees trees) implements TreeLayout {
    /** Rows that stay in the first-level cache while a tree passes over them. */
    private static final int BLOCK = 256;

    @Override
    public void add(double[] rows, int count, double[] scores) {
        int outputs = trees.outputs();
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(count, from + BLOCK);
            for (int root : trees.roots()) {
                for (int row = from; row < to; row++) {
                    int leaf = leafOf(root, rows, row * trees.width()) * outputs;
                    for (int output = 0; output < outputs; output++) {
                        scores[row * outputs + output] += trees.leaves()[leaf + output];
                    }
                }
            }
        }
    }

    private int leafOf(int root, double[] rows, int offset) {
        int node = root;
        int asked = trees.feature()[node];
        while (asked != FlatTrees.LEAF) {
            double value = rows[offset + asked];
            double threshold = trees.threshold()[node];
            boolean holds = trees.nominal()[asked] ? value == threshold : value <= threshold;
            node = holds ? node + 1 : trees.other()[node];
            asked = trees.feature()[node];
        }
        return trees.other()[node];
    }

    @Override
    public String name() {
        return "plain-nodes";
    }
}
