package dev.understudy.engine.model;

import java.util.Arrays;

/**
 * The distinct thresholds of each column in their order. A number's rank stands for it in every comparison with them: at
 * or below the threshold of rank r is a rank at or below r; equal to it is the same rank. No precision is lost, since
 * ranks count thresholds and round nothing. What is above all thresholds, not a number, or (of a nominal column) equal to
 * none has the rank {@link #count}.
 */
final class Thresholds {
    private final boolean[] nominal;
    private final int[] first;
    private final double[] values;

    private Thresholds(boolean[] nominal, int[] first, double[] values) {
        this.nominal = nominal;
        this.first = first;
        this.values = values;
    }

    static Thresholds of(FlatTrees trees) {
        int width = trees.width();
        int[] first = new int[width + 1];
        for (int asked : trees.feature()) {
            if (asked != FlatTrees.LEAF) {
                first[asked + 1]++;
            }
        }
        for (int column = 0; column < width; column++) {
            first[column + 1] += first[column];
        }
        double[] all = new double[first[width]];
        int[] next = first.clone();
        for (int node = 0; node < trees.feature().length; node++) {
            if (!trees.isLeaf(node)) {
                // minus zero equals zero, and sorts before it: one of the two is enough
                all[next[trees.feature()[node]]++] = trees.threshold()[node] + 0.0;
            }
        }
        int kept = 0;
        for (int column = 0; column < width; column++) {
            int from = first[column];
            int to = first[column + 1];
            Arrays.sort(all, from, to);
            first[column] = kept;
            for (int i = from; i < to; i++) {
                if (i == from || all[i] != all[kept - 1]) {
                    all[kept++] = all[i];
                }
            }
        }
        first[width] = kept;
        return new Thresholds(trees.nominal(), first, Arrays.copyOf(all, kept));
    }

    /** How many distinct thresholds a column has. */
    int count(int column) {
        return first[column + 1] - first[column];
    }

    int most() {
        int most = 0;
        for (int column = 0; column < nominal.length; column++) {
            most = Math.max(most, count(column));
        }
        return most;
    }

    /** A number's rank in a column. */
    int rank(int column, double value) {
        int begin = first[column];
        int left = first[column + 1] - begin;
        int at = begin;
        while (left > 0) {
            int half = (left + 1) >>> 1;
            // asked in this way, what is not a number goes to the end
            at = values[at + half - 1] >= value ? at : at + half;
            left -= half;
        }
        return found(column, at, value);
    }

    /**
     * The ranks of one column's numbers, four searches at a time: each step of one waits for the step before, and others
     * need not.
     *
     * @param column which
     * @param rows encoded events, row by row
     * @param from the first event
     * @param count how many events
     * @param ranks where to, event by event
     */
    void ranks(int column, double[] rows, int from, int count, int[] ranks) {
        int width = nominal.length;
        int begin = first[column];
        int end = first[column + 1];
        int event = 0;
        for (; event + 4 <= count; event += 4) {
            int offset = (from + event) * width + column;
            double a = rows[offset];
            double b = rows[offset + width];
            double c = rows[offset + 2 * width];
            double d = rows[offset + 3 * width];
            int atA = begin;
            int atB = begin;
            int atC = begin;
            int atD = begin;
            int left = end - begin;
            while (left > 0) {
                int half = (left + 1) >>> 1;
                atA = values[atA + half - 1] >= a ? atA : atA + half;
                atB = values[atB + half - 1] >= b ? atB : atB + half;
                atC = values[atC + half - 1] >= c ? atC : atC + half;
                atD = values[atD + half - 1] >= d ? atD : atD + half;
                left -= half;
            }
            ranks[event] = found(column, atA, a);
            ranks[event + 1] = found(column, atB, b);
            ranks[event + 2] = found(column, atC, c);
            ranks[event + 3] = found(column, atD, d);
        }
        for (; event < count; event++) {
            ranks[event] = rank(column, rows[(from + event) * width + column]);
        }
    }

    private int found(int column, int at, double value) {
        return nominal[column] && at < first[column + 1] && values[at] != value ? count(column) : at - first[column];
    }
}
