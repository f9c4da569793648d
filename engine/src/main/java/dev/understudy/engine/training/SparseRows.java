package dev.understudy.engine.training;

import java.util.Arrays;

/** Rows of numbers most of which are zero, one after another: for each its terms in ascending order, and their values. */
final class SparseRows {
    private final int[] starts;
    private final int[] terms;
    private final double[] values;

    private SparseRows(int[] starts, int[] terms, double[] values) {
        this.starts = starts;
        this.terms = terms;
        this.values = values;
    }

    int size() {
        return starts.length - 1;
    }

    /** Where a row begins among the entries; it ends where the next one begins. */
    int start(int row) {
        return starts[row];
    }

    int term(int entry) {
        return terms[entry];
    }

    double value(int entry) {
        return values[entry];
    }

    /** What a row adds up to with these coefficients, of which those from an index on count. */
    double product(int row, double[] coefficients, int from) {
        double sum = 0;
        for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
            sum += values[entry] * coefficients[from + terms[entry]];
        }
        return sum;
    }

    /** The same entries by term: a row for each of the terms from one to before another. */
    SparseRows byTerm(int first, int end) {
        int[] begin = new int[end - first + 1];
        for (int entry = 0; entry < starts[size()]; entry++) {
            if (terms[entry] >= first && terms[entry] < end) {
                begin[terms[entry] - first + 1]++;
            }
        }
        for (int term = 0; term < end - first; term++) {
            begin[term + 1] += begin[term];
        }
        int[] next = begin.clone();
        int[] rows = new int[begin[end - first]];
        double[] numbers = new double[rows.length];
        for (int row = 0; row < size(); row++) {
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                if (terms[entry] >= first && terms[entry] < end) {
                    int at = next[terms[entry] - first]++;
                    rows[at] = row;
                    numbers[at] = values[entry];
                }
            }
        }
        return new SparseRows(begin, rows, numbers);
    }

    /** Rows that grow entry by entry. */
    static final class Builder {
        private final int[] starts;
        private int[] terms;
        private double[] values;
        private int row;
        private int size;

        Builder(int rows, int entriesARow) {
            starts = new int[rows + 1];
            terms = new int[Math.max(16, Math.multiplyExact(rows, entriesARow))];
            values = new double[terms.length];
        }

        void add(int term, double value) {
            if (size == terms.length) {
                int more = Math.toIntExact(size + (size >> 1) + 1L);
                terms = Arrays.copyOf(terms, more);
                values = Arrays.copyOf(values, more);
            }
            terms[size] = term;
            values[size++] = value;
        }

        void endRow() {
            starts[++row] = size;
        }

        SparseRows build() {
            return new SparseRows(starts, terms, values);
        }
    }
}
