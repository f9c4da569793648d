package dev.understudy.engine.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Many small trees without any walking, after QuickScorer (Lucchese et al., SIGIR 2015). Each tree has a bit a leaf. A
 * node whose condition does not hold rules out the leaves of its first branch; where all such nodes have been applied,
 * the lowest bit that is left is the event's leaf. Which nodes of a column do not hold follows from a number's rank alone:
 * of an ordered column, all with lower thresholds.
 *
 * <p>Different from the paper, an event does not go through these nodes one by one. For every {@value #SPACING} nodes of
 * a column there is a row that rules out for all trees at once what they and all before them do, and at most {@value
 * #SPACING} − 1 nodes remain. The rows of all columns are joined in plain loops over {@code int} arrays, which the
 * compiler turns into vector instructions by itself: no module is needed.
 */
final class LeafMasks implements TreeLayout {
    private static final int SPACING = 16;
    private static final int WORD = Integer.SIZE;
    private static final int MOST_WORDS = 2;
    /** Fewer trees than this are walked as fast. */
    private static final int LEAST_TREES = 16;
    /** Rows of more numbers than this leave the caches. */
    private static final long MOST_NUMBERS = 1 << 20;

    private static final int JOINED = 8;
    /** Events whose ranks are found column by column. */
    private static final int BLOCK = 256;
    /** Events whose leaves are added together. */
    private static final int TOGETHER = 4;

    private final FlatTrees trees;
    private final int words;
    private final int lanes;
    private final Column[] columns;
    private final int[] unasked;
    /** Of each tree's leaves in their order, what they add; empty where a score has several numbers. */
    private final double[] value;

    private final int[] leaf;
    private final Thresholds thresholds;

    /** A column that is asked: its nodes by threshold, and the rows that join them. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Column(int column, int[] nodesBelow, int[] lane, int[] mask, int[][] joined) {}

    LeafMasks(FlatTrees trees, Thresholds thresholds) {
        this.trees = trees;
        this.thresholds = thresholds;
        this.words = words(trees);
        this.lanes = trees.trees() * words;
        this.leaf = new int[trees.trees() * words * WORD];
        this.unasked = new int[lanes];
        Arrays.fill(unasked, -1);
        this.columns = new Columns().all();
        this.value = new double[trees.outputs() == 1 ? leaf.length : 0];
        for (int i = 0; i < value.length; i++) {
            value[i] = trees.leaves()[leaf[i]];
        }
    }

    private static int words(FlatTrees trees) {
        return (trees.mostLeaves() + WORD - 1) / WORD;
    }

    /** Whether there are enough trees, none has too many leaves, and the rows stay in the caches. */
    static boolean fits(FlatTrees trees, Thresholds thresholds) {
        if (words(trees) > MOST_WORDS || trees.trees() < LEAST_TREES) {
            return false;
        }
        int[] nodes = new int[trees.width()];
        for (int asked : trees.feature()) {
            if (asked != FlatTrees.LEAF) {
                nodes[asked]++;
            }
        }
        long rows = 0;
        for (int column = 0; column < trees.width(); column++) {
            rows += trees.nominal()[column] ? thresholds.count(column) + 1 : nodes[column] / SPACING + 1;
        }
        return rows * trees.trees() * words(trees) <= MOST_NUMBERS;
    }

    /** Makes the columns, and fills in the leaves on the way. */
    private final class Columns {
        private final long[] ruledOut = new long[trees.feature().length];
        private final int[] treeOf = new int[trees.feature().length];

        Column[] all() {
            int[][] nodes = new int[trees.width()][];
            int[] counts = new int[trees.width()];
            for (int tree = 0; tree < trees.trees(); tree++) {
                number(tree);
            }
            for (int asked : trees.feature()) {
                if (asked != FlatTrees.LEAF) {
                    counts[asked]++;
                }
            }
            Arrays.setAll(nodes, column -> new int[counts[column]]);
            for (int node = trees.feature().length - 1; node >= 0; node--) {
                if (!trees.isLeaf(node)) {
                    nodes[trees.feature()[node]][--counts[trees.feature()[node]]] = node;
                }
            }
            return IntStream.range(0, trees.width())
                    .filter(column -> nodes[column].length > 0)
                    .mapToObj(column ->
                            trees.nominal()[column] ? nominal(column, nodes[column]) : ordered(column, nodes[column]))
                    .toArray(Column[]::new);
        }

        /** Numbers a tree's leaves in their order; a node rules out those between itself and its second child. */
        private void number(int tree) {
            int end = trees.end(tree);
            int[] leavesBefore = new int[end - trees.roots()[tree] + 1];
            int leaves = 0;
            for (int node = trees.roots()[tree]; node < end; node++) {
                treeOf[node] = tree;
                leavesBefore[node - trees.roots()[tree]] = leaves;
                if (trees.isLeaf(node)) {
                    leaf[tree * words * WORD + leaves++] = trees.other()[node];
                }
            }
            for (int node = trees.roots()[tree]; node < end; node++) {
                if (!trees.isLeaf(node)) {
                    int from = leavesBefore[node - trees.roots()[tree]];
                    int to = leavesBefore[trees.other()[node] - trees.roots()[tree]];
                    // fewer than 64: the second child has leaves too
                    ruledOut[node] = ((1L << (to - from)) - 1) << from;
                }
            }
        }

        private int rank(int node) {
            return thresholds.rank(trees.feature()[node], trees.threshold()[node]);
        }

        private Column ordered(int column, int[] nodes) {
            int[] sorted = Arrays.stream(nodes)
                    .boxed()
                    .sorted(Comparator.comparingInt(this::rank))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] lane = new int[sorted.length * words];
            int[] mask = new int[sorted.length * words];
            int[][] joined = new int[sorted.length / SPACING + 1][];
            int[] below = new int[thresholds.count(column) + 1];
            int[] running = unasked.clone();
            for (int i = 0; i < sorted.length; i++) {
                if (i % SPACING == 0) {
                    joined[i / SPACING] = running.clone();
                }
                below[rank(sorted[i]) + 1] = i + 1;
                for (int word = 0; word < words; word++) {
                    lane[i * words + word] = word * trees.trees() + treeOf[sorted[i]];
                    mask[i * words + word] = ~(int) (ruledOut[sorted[i]] >>> (word * WORD));
                    running[lane[i * words + word]] &= mask[i * words + word];
                }
            }
            if (sorted.length % SPACING == 0) {
                joined[sorted.length / SPACING] = running;
            }
            return new Column(column, below, lane, mask, joined);
        }

        /** A row for each number that is asked for, and one for all others. */
        private Column nominal(int column, int[] nodes) {
            int[][] joined = new int[thresholds.count(column) + 1][];
            int[] below = new int[joined.length];
            for (int rank = 0; rank < joined.length; rank++) {
                joined[rank] = unasked.clone();
                below[rank] = rank * SPACING;
                for (int node : nodes) {
                    if (rank(node) != rank) {
                        for (int word = 0; word < words; word++) {
                            joined[rank][word * trees.trees() + treeOf[node]] &=
                                    ~(int) (ruledOut[node] >>> (word * WORD));
                        }
                    }
                }
            }
            return new Column(column, below, new int[0], new int[0], joined);
        }
    }

    @Override
    public void add(double[] rows, int count, double[] scores) {
        int[] ranks = new int[Math.min(count, BLOCK) * columns.length];
        int[][] left = new int[Math.min(count, TOGETHER)][lanes];
        int[][] chosen = new int[(columns.length + JOINED - 1) / JOINED * JOINED][];
        Arrays.fill(chosen, unasked);
        for (int from = 0; from < count; from += BLOCK) {
            int events = Math.min(BLOCK, count - from);
            rank(rows, from, events, ranks);
            for (int event = 0; event < events; event += TOGETHER) {
                int together = Math.min(TOGETHER, events - event);
                for (int i = 0; i < together; i++) {
                    ruleOut(ranks, event + i, events, chosen, left[i]);
                }
                addLeaves(left, together, scores, from + event);
            }
        }
    }

    private void rank(double[] rows, int from, int events, int[] ranks) {
        int[] ofColumn = new int[events];
        for (int i = 0; i < columns.length; i++) {
            thresholds.ranks(columns[i].column, rows, from, events, ofColumn);
            System.arraycopy(ofColumn, 0, ranks, i * events, events);
        }
    }

    /** Leaves one bit a tree. */
    private void ruleOut(int[] ranks, int event, int events, int[][] chosen, int[] left) {
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            chosen[i] = column.joined[column.nodesBelow[ranks[i * events + event]] / SPACING];
        }
        System.arraycopy(unasked, 0, left, 0, lanes);
        for (int i = 0; i < chosen.length; i += JOINED) {
            join(left, chosen, i);
        }
        for (int i = 0; i < columns.length; i++) {
            ruleOut(columns[i], columns[i].nodesBelow[ranks[i * events + event]], left);
        }
    }

    private void addLeaves(int[][] left, int events, double[] scores, int from) {
        if (events == TOGETHER && trees.outputs() == 1) {
            addTogether(left, scores, from);
            return;
        }
        for (int event = 0; event < events; event++) {
            addLeaves(left[event], scores, (from + event) * trees.outputs());
        }
    }

    /** Sums of several events side by side: each addition waits for the one before, and others need not. */
    private void addTogether(int[][] left, double[] scores, int to) {
        int[] leftA = left[0];
        int[] leftB = left[1];
        int[] leftC = left[2];
        int[] leftD = left[3];
        double a = scores[to];
        double b = scores[to + 1];
        double c = scores[to + 2];
        double d = scores[to + 3];
        for (int tree = 0; tree < trees.trees(); tree++) {
            a += value[place(tree, leftA)];
            b += value[place(tree, leftB)];
            c += value[place(tree, leftC)];
            d += value[place(tree, leftD)];
        }
        scores[to] = a;
        scores[to + 1] = b;
        scores[to + 2] = c;
        scores[to + 3] = d;
    }

    private static void join(int[] left, int[][] rows, int from) {
        int[] a = rows[from];
        int[] b = rows[from + 1];
        int[] c = rows[from + 2];
        int[] d = rows[from + 3];
        int[] e = rows[from + 4];
        int[] f = rows[from + 5];
        int[] g = rows[from + 6];
        int[] h = rows[from + 7];
        for (int lane = 0; lane < left.length; lane++) {
            left[lane] &= a[lane] & b[lane] & c[lane] & d[lane] & e[lane] & f[lane] & g[lane] & h[lane];
        }
    }

    private void ruleOut(Column column, int below, int[] left) {
        int[] lane = column.lane;
        int[] mask = column.mask;
        for (int i = below / SPACING * SPACING * words; i < below * words; i++) {
            left[lane[i]] &= mask[i];
        }
    }

    private void addLeaves(int[] left, double[] scores, int to) {
        if (trees.outputs() == 1) {
            // a sum in a register; in the array each addition would wait for the one before to be stored
            double sum = scores[to];
            for (int tree = 0; tree < trees.trees(); tree++) {
                sum += value[place(tree, left)];
            }
            scores[to] = sum;
            return;
        }
        int outputs = trees.outputs();
        for (int tree = 0; tree < trees.trees(); tree++) {
            int row = leaf[place(tree, left)] * outputs;
            for (int output = 0; output < outputs; output++) {
                scores[to + output] += trees.leaves()[row + output];
            }
        }
    }

    /** Where the leaf stands that is left of a tree. */
    private int place(int tree, int[] left) {
        if (words == 1) {
            return tree * WORD + Integer.numberOfTrailingZeros(left[tree]);
        }
        long both = (left[tree] & 0xFFFF_FFFFL) | ((long) left[trees.trees() + tree] << WORD);
        return tree * 2 * WORD + Long.numberOfTrailingZeros(both);
    }

    @Override
    public String name() {
        return "leaf-masks, scalar";
    }
}
