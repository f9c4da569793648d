package dev.understudy.engine.model;

import java.util.Arrays;

/** Events as a scorer takes them, handed out a few at a time: all at once may not fit into memory. */
public interface EncodedEvents {
    /** How many there are. */
    int size();

    /**
     * Some of them; shape [count × width], row by row.
     *
     * @param first the first one
     * @param count how many
     */
    double[] encoded(int first, int count);

    /** Events that are encoded already, row by row. */
    static EncodedEvents of(double[] rows, int count) {
        int width = count == 0 ? 0 : rows.length / count;
        return new EncodedEvents() {
            @Override
            public int size() {
                return count;
            }

            @Override
            public double[] encoded(int first, int some) {
                return Arrays.copyOfRange(rows, first * width, (first + some) * width);
            }
        };
    }
}
