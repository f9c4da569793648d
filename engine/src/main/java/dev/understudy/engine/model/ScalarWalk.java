package dev.understudy.engine.model;

/**
 * Eight walks at a time in plain code without branches, so that the processor loads the words of seven while it waits for
 * the eighth: eight events through one tree, or one event through eight trees.
 */
final class ScalarWalk implements NodeWalk {
    private static final int LANES = 8;

    private final NodeTable table;
    private final int[] words;
    private final int columnMask;
    private final int lowMask;
    private final int lowBits;
    private final int wide;
    private final int pairShift;

    ScalarWalk(NodeTable table) {
        this.table = table;
        this.words = table.words();
        this.columnMask = table.columnMask();
        this.lowMask = table.lowMask();
        this.lowBits = table.lowBits();
        this.wide = table.wide() ? 1 : 0;
        this.pairShift = table.wide() ? 0 : lowBits;
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void walk(int tree, int[] ranks, int offset, int stride, int[] ends) {
        if (table.wide()) {
            walkWide(tree, ranks, offset, stride, ends);
        } else {
            walkNarrow(tree, ranks, offset, stride, ends);
        }
    }

    private int narrow(int[] words, int root, int at, int[] ranks, int offset) {
        int word = words[root + at];
        int difference = (word & lowMask) - ranks[offset + ((word & columnMask) >>> 1)];
        return (word >>> lowBits << 1) + goesOn(word, difference);
    }

    private int wide(int[] words, int root, int at, int[] ranks, int offset) {
        int word = words[2 * (root + at)];
        int difference = word - ranks[offset + ((word & columnMask) >>> 1)];
        return (words[2 * (root + at) + 1] << 1) + goesOn(word, difference);
    }

    /** 1 where the answer is no: a rank above the node's, or of a node that asks for equality another rank. */
    private static int goesOn(int word, int difference) {
        return (difference | (-difference & -(word & 1))) >>> 31;
    }

    private void walkNarrow(int tree, int[] ranks, int offset, int stride, int[] ends) {
        int root = table.roots()[tree];
        int sure = table.sureSteps()[tree];
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        int e = 0;
        int f = 0;
        int g = 0;
        int h = 0;
        int moved = 1;
        while (moved != 0) {
            int nextA = narrow(words, root, a, ranks, offset);
            int nextB = narrow(words, root, b, ranks, offset + stride);
            int nextC = narrow(words, root, c, ranks, offset + 2 * stride);
            int nextD = narrow(words, root, d, ranks, offset + 3 * stride);
            int nextE = narrow(words, root, e, ranks, offset + 4 * stride);
            int nextF = narrow(words, root, f, ranks, offset + 5 * stride);
            int nextG = narrow(words, root, g, ranks, offset + 6 * stride);
            int nextH = narrow(words, root, h, ranks, offset + 7 * stride);
            if (--sure < 0) {
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

    private void walkWide(int tree, int[] ranks, int offset, int stride, int[] ends) {
        int root = table.roots()[tree];
        int sure = table.sureSteps()[tree];
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        int e = 0;
        int f = 0;
        int g = 0;
        int h = 0;
        int moved = 1;
        while (moved != 0) {
            int nextA = wide(words, root, a, ranks, offset);
            int nextB = wide(words, root, b, ranks, offset + stride);
            int nextC = wide(words, root, c, ranks, offset + 2 * stride);
            int nextD = wide(words, root, d, ranks, offset + 3 * stride);
            int nextE = wide(words, root, e, ranks, offset + 4 * stride);
            int nextF = wide(words, root, f, ranks, offset + 5 * stride);
            int nextG = wide(words, root, g, ranks, offset + 6 * stride);
            int nextH = wide(words, root, h, ranks, offset + 7 * stride);
            if (--sure < 0) {
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

    /**
     * Takes one event through eight trees.
     *
     * @param roots the trees' first places
     * @param ranks the event's ranks
     * @param ends the places in each tree where the event ends
     */
    void walkAlone(int[] roots, int[] ranks, int[] ends) {
        int rootA = roots[0];
        int rootB = roots[1];
        int rootC = roots[2];
        int rootD = roots[3];
        int rootE = roots[4];
        int rootF = roots[5];
        int rootG = roots[6];
        int rootH = roots[7];
        int a = rootA;
        int b = rootB;
        int c = rootC;
        int d = rootD;
        int e = rootE;
        int f = rootF;
        int g = rootG;
        int h = rootH;
        int moved = 1;
        while (moved != 0) {
            int nextA = anyWidth(rootA, a, ranks);
            int nextB = anyWidth(rootB, b, ranks);
            int nextC = anyWidth(rootC, c, ranks);
            int nextD = anyWidth(rootD, d, ranks);
            int nextE = anyWidth(rootE, e, ranks);
            int nextF = anyWidth(rootF, f, ranks);
            int nextG = anyWidth(rootG, g, ranks);
            int nextH = anyWidth(rootH, h, ranks);
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
        ends[0] = a - rootA;
        ends[1] = b - rootB;
        ends[2] = c - rootC;
        ends[3] = d - rootD;
        ends[4] = e - rootE;
        ends[5] = f - rootF;
        ends[6] = g - rootG;
        ends[7] = h - rootH;
    }

    private int anyWidth(int root, int at, int[] ranks) {
        int word = words[at << wide];
        int difference = (word & lowMask) - ranks[(word & columnMask) >>> 1];
        return root + (words[(at << wide) + wide] >>> pairShift << 1) + goesOn(word, difference);
    }
}
