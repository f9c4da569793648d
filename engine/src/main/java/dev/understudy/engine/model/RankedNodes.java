package dev.understudy.engine.model;

/**
 * Trees of any depth in nodes of 8 bytes, walked without branches. An event's numbers become ranks among the thresholds
 * once; nodes compare ranks. Eight walks go at a time, so that the processor loads the nodes of seven while it waits for
 * the eighth: eight events through one tree in a batch, one event through eight trees where there is only one.
 *
 * <p>A node has, from its highest bit: whether it asks for equality (1), where it goes if the answer is yes (31; the next
 * one is where it goes if not), the threshold's rank, the column. A leaf goes to itself: it asks a further column whose
 * rank is always 0, and its rank's place holds its row of numbers, counted from the tree's first.
 */
final class RankedNodes implements TreeLayout {
    /** Events whose ranks stay in the first-level cache while a tree passes over them. */
    private static final int BLOCK = 128;

    private static final int LANES = 8;

    private final FlatTrees trees;
    private final Thresholds thresholds;
    private final int stride;
    private final int columnBits;
    private final int columnMask;
    private final long[] nodes;
    private final int[] firstLeaf;
    /** Steps of each tree that are taken before asking whether all walks have ended. */
    private final int[] sureSteps;

    RankedNodes(FlatTrees trees, Thresholds thresholds) {
        this.trees = trees;
        this.thresholds = thresholds;
        this.stride = trees.width() + 1;
        this.columnBits = bits(trees.width());
        this.columnMask = (1 << columnBits) - 1;
        this.nodes = new long[trees.feature().length];
        this.firstLeaf = new int[trees.trees()];
        this.sureSteps = new int[trees.trees()];
        for (int tree = 0; tree < trees.trees(); tree++) {
            layOut(tree);
        }
    }

    /** Whether ranks, leaves and columns have room in a node. */
    static boolean fits(FlatTrees trees, Thresholds thresholds) {
        int room = 31 - bits(trees.width());
        if (bits(thresholds.most()) > room) {
            return false;
        }
        for (int tree = 0; tree < trees.trees(); tree++) {
            int least = Integer.MAX_VALUE;
            int most = 0;
            for (int node = trees.roots()[tree]; node < trees.end(tree); node++) {
                if (trees.isLeaf(node)) {
                    least = Math.min(least, trees.other()[node]);
                    most = Math.max(most, trees.other()[node]);
                }
            }
            if (bits(most - least) > room) {
                return false;
            }
        }
        return true;
    }

    private static int bits(int largest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    }

    /** Breadth first, so that the nodes that every event passes lie together. */
    private void layOut(int tree) {
        int root = trees.roots()[tree];
        int size = trees.end(tree) - root;
        int[] order = new int[size];
        order[0] = root;
        int placed = 1;
        int least = Integer.MAX_VALUE;
        long depths = 0;
        int depth = 0;
        int levelEnd = 1;
        for (int i = 0; i < size; i++) {
            if (i == levelEnd) {
                depth++;
                levelEnd = placed;
            }
            int node = order[i];
            if (trees.isLeaf(node)) {
                least = Math.min(least, trees.other()[node]);
                depths += depth;
            } else {
                order[placed++] = node + 1;
                order[placed++] = trees.other()[node];
            }
        }
        firstLeaf[tree] = least;
        sureSteps[tree] = (int) (depths / ((size + 1) / 2));
        int next = root + 1;
        for (int i = 0; i < size; i++) {
            int node = order[i];
            if (trees.isLeaf(node)) {
                nodes[root + i] = node(false, root + i, trees.other()[node] - least, trees.width());
            } else {
                int asked = trees.feature()[node];
                int rank = thresholds.rank(asked, trees.threshold()[node]);
                nodes[root + i] = node(trees.nominal()[asked], next, rank, asked);
                next += 2;
            }
        }
    }

    private long node(boolean nominal, int yes, int rank, int column) {
        return (nominal ? Long.MIN_VALUE : 0) | (long) yes << 32 | (long) rank << columnBits | column;
    }

    @Override
    public void add(double[] rows, int count, double[] scores) {
        int[] ranks = new int[Math.min(count, BLOCK) * stride];
        for (int from = 0; from < count; from += BLOCK) {
            int events = Math.min(BLOCK, count - from);
            rank(rows, from, events, ranks);
            int together = events - events % LANES;
            addTogether(ranks, from, together, scores);
            for (int event = together; event < events; event++) {
                addAlone(ranks, event * stride, scores, (from + event) * trees.outputs());
            }
        }
    }

    private void rank(double[] rows, int from, int events, int[] ranks) {
        int width = trees.width();
        for (int column = 0; column < width; column++) {
            if (thresholds.count(column) > 0) {
                for (int event = 0; event < events; event++) {
                    ranks[event * stride + column] = thresholds.rank(column, rows[(from + event) * width + column]);
                }
            }
        }
    }

    private int step(int node, int[] ranks, int offset) {
        long word = nodes[node];
        int low = (int) word;
        int difference = (low >>> columnBits) - ranks[offset + (low & columnMask)];
        int equality = (int) (word >> 63);
        return ((int) (word >>> 32) & Integer.MAX_VALUE) + ((difference | (-difference & equality)) >>> 31);
    }

    private int leaf(int tree, int node) {
        return firstLeaf[tree] + ((int) nodes[node] >>> columnBits);
    }

    private void addTogether(int[] ranks, int from, int events, double[] scores) {
        int[] ends = new int[LANES];
        for (int tree = 0; tree < trees.trees(); tree++) {
            for (int event = 0; event < events; event += LANES) {
                walkTree(trees.roots()[tree], sureSteps[tree], ranks, event * stride, ends);
                for (int lane = 0; lane < LANES; lane++) {
                    addLeaf(leaf(tree, ends[lane]), scores, (from + event + lane) * trees.outputs());
                }
            }
        }
    }

    /** Eight events through one tree. */
    private void walkTree(int root, int sure, int[] ranks, int offset, int[] ends) {
        int a = root;
        int b = root;
        int c = root;
        int d = root;
        int e = root;
        int f = root;
        int g = root;
        int h = root;
        int left = sure;
        int moved = 1;
        while (left > 0 || moved != 0) {
            int nextA = step(a, ranks, offset);
            int nextB = step(b, ranks, offset + stride);
            int nextC = step(c, ranks, offset + 2 * stride);
            int nextD = step(d, ranks, offset + 3 * stride);
            int nextE = step(e, ranks, offset + 4 * stride);
            int nextF = step(f, ranks, offset + 5 * stride);
            int nextG = step(g, ranks, offset + 6 * stride);
            int nextH = step(h, ranks, offset + 7 * stride);
            if (--left < 0) {
                moved = (a ^ nextA) | (b ^ nextB) | (c ^ nextC) | (d ^ nextD);
                moved |= (e ^ nextE) | (f ^ nextF) | (g ^ nextG) | (h ^ nextH);
            }
            a = nextA;
            b = nextB;
            c = nextC;
            d = nextD;
            e = nextE;
            f = nextF;
            g = nextG;
            h = nextH;
        }
        ends[0] = a;
        ends[1] = b;
        ends[2] = c;
        ends[3] = d;
        ends[4] = e;
        ends[5] = f;
        ends[6] = g;
        ends[7] = h;
    }

    /** One event through eight trees at a time; what they say is added in the order of the trees. */
    private void addAlone(int[] ranks, int offset, double[] scores, int to) {
        int[] at = new int[LANES];
        for (int tree = 0; tree < trees.trees(); tree += LANES) {
            int lanes = Math.min(LANES, trees.trees() - tree);
            // lanes that are left over walk the last tree again
            for (int lane = 0; lane < LANES; lane++) {
                at[lane] = trees.roots()[tree + Math.min(lane, lanes - 1)];
            }
            walkTrees(ranks, offset, at);
            addLeaves(tree, lanes, at, scores, to);
        }
    }

    private void addLeaves(int tree, int lanes, int[] at, double[] scores, int to) {
        if (trees.outputs() == 1) {
            // a sum in a register; in the array each addition would wait for the one before to be stored
            double sum = scores[to];
            double[] leaves = trees.leaves();
            for (int lane = 0; lane < lanes; lane++) {
                sum += leaves[leaf(tree + lane, at[lane])];
            }
            scores[to] = sum;
            return;
        }
        for (int lane = 0; lane < lanes; lane++) {
            addLeaf(leaf(tree + lane, at[lane]), scores, to);
        }
    }

    private void walkTrees(int[] ranks, int offset, int[] at) {
        int a = at[0];
        int b = at[1];
        int c = at[2];
        int d = at[3];
        int e = at[4];
        int f = at[5];
        int g = at[6];
        int h = at[7];
        int moved = 1;
        while (moved != 0) {
            int nextA = step(a, ranks, offset);
            int nextB = step(b, ranks, offset);
            int nextC = step(c, ranks, offset);
            int nextD = step(d, ranks, offset);
            int nextE = step(e, ranks, offset);
            int nextF = step(f, ranks, offset);
            int nextG = step(g, ranks, offset);
            int nextH = step(h, ranks, offset);
            moved = (a ^ nextA) | (b ^ nextB) | (c ^ nextC) | (d ^ nextD);
            moved |= (e ^ nextE) | (f ^ nextF) | (g ^ nextG) | (h ^ nextH);
            a = nextA;
            b = nextB;
            c = nextC;
            d = nextD;
            e = nextE;
            f = nextF;
            g = nextG;
            h = nextH;
        }
        at[0] = a;
        at[1] = b;
        at[2] = c;
        at[3] = d;
        at[4] = e;
        at[5] = f;
        at[6] = g;
        at[7] = h;
    }

    private void addLeaf(int leaf, double[] scores, int to) {
        int outputs = trees.outputs();
        for (int output = 0; output < outputs; output++) {
            scores[to + output] += trees.leaves()[leaf * outputs + output];
        }
    }

    @Override
    public String name() {
        return "ranked-nodes";
    }
}
