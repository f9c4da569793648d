package dev.understudy.engine.model;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Trees of any depth, walked without branches, several walks at a time. An event's numbers become ranks among the
 * thresholds once; nodes compare ranks. Block by block, all trees pass over the events' ranks, which stay in the cache.
 */
final class RankedNodes implements TreeLayout {
    /**
     * Events that are scored in plain code before vectors come in. Until the compiler has translated them, vectors cost up
     * to a second; they win it back on about as many events.
     */
    static final int PATIENCE = 1 << 17;

    /** Ranks of a block: they stay in the second-level cache while the trees pass over them one after another. */
    private static final int BLOCK_NUMBERS = 1 << 17;

    private final FlatTrees trees;
    private final Thresholds thresholds;
    private final NodeTable table;
    private final ScalarWalk scalar;
    private final NodeWalk many;
    private final int stride;
    private final int patience;
    /** How many events were scored in batches; decides which code runs, and never what it computes. */
    private final AtomicLong scored = new AtomicLong();

    RankedNodes(FlatTrees trees, Thresholds thresholds, Lanes lanes, int patience) {
        this.trees = trees;
        this.thresholds = thresholds;
        this.table = NodeTable.of(trees, thresholds);
        this.scalar = new ScalarWalk(table);
        this.many = switch (lanes) {
            case SCALAR -> scalar;
            case VECTOR -> new VectorWalk(table);
        };
        this.stride = trees.width() + NodeTable.SENTINELS;
        this.patience = patience;
    }

    @Override
    public void add(double[] rows, int count, double[] scores) {
        NodeWalk walk = scored.getAndAdd(count) < patience ? scalar : many;
        int most = Math.max(BLOCK_NUMBERS / stride / walk.lanes(), 1) * walk.lanes();
        int block = Math.min(count, most);
        int[] ranks = new int[block * stride];
        for (int event = 0; event < block; event++) {
            ranks[event * stride + stride - 1] = Integer.MAX_VALUE;
        }
        int[] ends = new int[walk.lanes()];
        for (int from = 0; from < count; from += block) {
            int events = Math.min(block, count - from);
            rank(rows, from, events, ranks);
            int together = events - events % scalar.lanes();
            addTogether(walk, ranks, from, together, ends, scores);
            for (int event = together; event < events; event++) {
                addAlone(ranks, event * stride, scores, (from + event) * trees.outputs());
            }
        }
    }

    private void rank(double[] rows, int from, int events, int[] ranks) {
        int[] ofColumn = new int[events];
        for (int column = 0; column < trees.width(); column++) {
            if (thresholds.count(column) > 0) {
                boolean nominal = trees.nominal()[column];
                thresholds.ranks(column, rows, from, events, ofColumn);
                for (int event = 0; event < events; event++) {
                    ranks[event * stride + column] = table.comparable(ofColumn[event], column, nominal);
                }
            }
        }
    }

    /** Events in groups, tree by tree. */
    private void addTogether(NodeWalk walk, int[] ranks, int from, int events, int[] ends, double[] scores) {
        int inMany = events - events % walk.lanes();
        for (int tree = 0; tree < trees.trees(); tree++) {
            for (int event = 0; event < inMany; event += walk.lanes()) {
                walk.walk(tree, ranks, event * stride, stride, ends);
                addLeaves(tree, ends, walk.lanes(), scores, from + event);
            }
            for (int event = inMany; event < events; event += scalar.lanes()) {
                scalar.walk(tree, ranks, event * stride, stride, ends);
                addLeaves(tree, ends, scalar.lanes(), scores, from + event);
            }
        }
    }

    private void addLeaves(int tree, int[] ends, int events, double[] scores, int event) {
        double[] leaves = trees.leaves();
        int outputs = trees.outputs();
        if (outputs == 1) {
            for (int i = 0; i < events; i++) {
                scores[event + i] += leaves[table.leaf(tree, ends[i])];
            }
            return;
        }
        for (int i = 0; i < events; i++) {
            addLeaf(table.leaf(tree, ends[i]), scores, (event + i) * outputs);
        }
    }

    /** One event through several trees at a time; what they say is added in the order of the trees. */
    private void addAlone(int[] ranks, int offset, double[] scores, int to) {
        int[] own = Arrays.copyOfRange(ranks, offset, offset + stride);
        int[] roots = new int[scalar.lanes()];
        int[] ends = new int[scalar.lanes()];
        for (int tree = 0; tree < trees.trees(); tree += scalar.lanes()) {
            int lanes = Math.min(scalar.lanes(), trees.trees() - tree);
            // lanes that are left over walk the last tree again
            for (int lane = 0; lane < roots.length; lane++) {
                roots[lane] = table.roots()[tree + Math.min(lane, lanes - 1)];
            }
            scalar.walkAlone(roots, own, ends);
            addLeaves(tree, lanes, ends, scores, to);
        }
    }

    private void addLeaves(int tree, int lanes, int[] ends, double[] scores, int to) {
        if (trees.outputs() == 1) {
            // a sum in a register; in the array each addition would wait for the one before to be stored
            double sum = scores[to];
            double[] leaves = trees.leaves();
            for (int lane = 0; lane < lanes; lane++) {
                sum += leaves[table.leaf(tree + lane, ends[lane])];
            }
            scores[to] = sum;
            return;
        }
        for (int lane = 0; lane < lanes; lane++) {
            addLeaf(table.leaf(tree + lane, ends[lane]), scores, to);
        }
    }

    private void addLeaf(int leaf, double[] scores, int to) {
        int outputs = trees.outputs();
        for (int output = 0; output < outputs; output++) {
            scores[to + output] += trees.leaves()[leaf * outputs + output];
        }
    }

    @Override
    public String name() {
        return many != scalar && scored.get() > patience ? "ranked-nodes, vector" : "ranked-nodes, scalar";
    }
}
