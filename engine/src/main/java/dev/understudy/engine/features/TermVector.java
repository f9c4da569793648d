package dev.understudy.engine.features;

/** What a text becomes: the numbers that are not zero. Immutable as long as nobody changes its arrays. */
public final class TermVector {
    private final int[] columns;
    private final double[] values;

    TermVector(int[] columns, double[] values) {
        this.columns = columns;
        this.values = values;
    }

    /** How many numbers are not zero. */
    public int size() {
        return columns.length;
    }

    /** The column of one of them among those of its feature; they ascend. */
    public int column(int index) {
        return columns[index];
    }

    /** The number itself. */
    public double value(int index) {
        return values[index];
    }

    /** Puts its numbers among those of its feature, which begin at an offset; the others are left as they are. */
    public void addTo(double[] rows, int offset) {
        for (int i = 0; i < columns.length; i++) {
            rows[offset + columns[i]] = values[i];
        }
    }
}
