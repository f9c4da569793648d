package dev.understudy.engine.model;

/**
 * Trees as words that compare ranks. Of each tree the root stands at its first place; the children of a node stand side by
 * side, breadth first, so that the next place is the first child's plus one bit.
 *
 * <p>The low part of a word has, from its lowest bit: whether the node asks for equality, its column, its threshold's
 * rank. A leaf goes to itself: it asks one of two further columns, of which one is below and one above everything, and its
 * rank's place holds its row of numbers, counted from the tree's first. Half the number of the first child's place stands
 * above the low part where there is room (4 bytes a node); else the place has a word of its own behind it (8 bytes).
 *
 * @param words the words of all trees
 * @param roots each tree's first place
 * @param firstLeaf each tree's first row of leaf numbers
 * @param depth each tree's longest way from root to leaf
 * @param sureSteps of each tree, how deep its leaves are on average: as many steps are taken without asking
 * @param columnBits how many bits of a word are below the rank
 * @param lowBits how many bits the low part has
 * @param wide whether a node has two words
 */
@SuppressWarnings("ArrayRecordComponent") // shared within the package, and written by nobody
record NodeTable(
        int[] words,
        int[] roots,
        int[] firstLeaf,
        int[] depth,
        int[] sureSteps,
        int columnBits,
        int lowBits,
        boolean wide) {
    /** Numbers that a row of ranks has more than the event: one that is below every node, one that is above. */
    static final int SENTINELS = 2;

    /** The low part of words and ranks stay below 2 to this, so that their difference keeps its sign. */
    private static final int MOST_LOW_BITS = 30;

    /** Whether ranks, leaves and columns have room in a word, and all words in an array. */
    static boolean fits(FlatTrees trees, Thresholds thresholds) {
        return columnBits(trees) + rankBits(trees, thresholds) <= MOST_LOW_BITS
                && 2L * (trees.feature().length + trees.trees()) < Integer.MAX_VALUE - 8;
    }

    static NodeTable of(FlatTrees trees, Thresholds thresholds) {
        int lowBits = columnBits(trees) + rankBits(trees, thresholds);
        boolean wide = lowBits + bits(trees.mostLeaves()) > Integer.SIZE;
        int places = trees.feature().length + trees.trees();
        NodeTable table = new NodeTable(
                new int[wide ? 2 * places : places],
                new int[trees.trees()],
                new int[trees.trees()],
                new int[trees.trees()],
                new int[trees.trees()],
                columnBits(trees),
                lowBits,
                wide);
        for (int tree = 0; tree < trees.trees(); tree++) {
            table.layOut(tree, trees, thresholds);
        }
        return table;
    }

    private static int columnBits(FlatTrees trees) {
        return 1 + bits(trees.width() + SENTINELS - 1);
    }

    private static int rankBits(FlatTrees trees, Thresholds thresholds) {
        int most = thresholds.most();
        for (int tree = 0; tree < trees.trees(); tree++) {
            int least = Integer.MAX_VALUE;
            int last = 0;
            for (int node = trees.roots()[tree]; node < trees.end(tree); node++) {
                if (trees.isLeaf(node)) {
                    least = Math.min(least, trees.other()[node]);
                    last = Math.max(last, trees.other()[node]);
                }
            }
            most = Math.max(most, last - least);
        }
        return bits(most);
    }

    private static int bits(int largest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    }

    private void layOut(int tree, FlatTrees trees, Thresholds thresholds) {
        int root = trees.roots()[tree];
        roots[tree] = root + tree;
        int size = trees.end(tree) - root;
        int[] order = new int[size];
        order[0] = root;
        int placed = 1;
        int least = Integer.MAX_VALUE;
        long depths = 0;
        int levelEnd = 1;
        for (int i = 0; i < size; i++) {
            if (i == levelEnd) {
                depth[tree]++;
                levelEnd = placed;
            }
            int node = order[i];
            if (trees.isLeaf(node)) {
                least = Math.min(least, trees.other()[node]);
                depths += depth[tree];
            } else {
                order[placed++] = node + 1;
                order[placed++] = trees.other()[node];
            }
        }
        firstLeaf[tree] = least;
        sureSteps[tree] = (int) (depths / ((size + 1) / 2));
        int pair = 1;
        for (int i = 0; i < size; i++) {
            int node = order[i];
            // the place beside the root stays empty, so that pairs begin at even places
            int place = i == 0 ? 0 : i + 1;
            if (trees.isLeaf(node)) {
                put(tree, place, place >> 1, trees.other()[node] - least, trees.width() + (place & 1), false);
            } else {
                int asked = trees.feature()[node];
                int rank = thresholds.rank(asked, trees.threshold()[node]);
                put(tree, place, pair++, rank, asked, trees.nominal()[asked]);
            }
        }
    }

    private void put(int tree, int place, int pair, int rank, int column, boolean nominal) {
        int low = rank << columnBits | column << 1 | (nominal ? 1 : 0);
        int at = roots[tree] + place;
        if (wide) {
            words[2 * at] = low;
            words[2 * at + 1] = pair;
        } else {
            words[at] = pair << lowBits | low;
        }
    }

    /** What of a word is its low part. */
    int lowMask() {
        return wide ? -1 : (1 << lowBits) - 1;
    }

    /** What of a word is its column, doubled. */
    int columnMask() {
        return (1 << columnBits) - 2;
    }

    /** A rank as it is compared with words. */
    int comparable(int rank, int column, boolean nominal) {
        return rank << columnBits | (nominal ? column << 1 | 1 : 0);
    }

    /** The row of leaf numbers at a place of a tree where a walk ended. */
    int leaf(int tree, int place) {
        int at = roots[tree] + place;
        return firstLeaf[tree] + ((words[wide ? 2 * at : at] & lowMask()) >>> columnBits);
    }
}
