package dev.understudy.engine.traffic;

import java.util.List;

/**
 * One raw value over many events, in rows. A column either holds numbers or texts; a column of numbers can be read as
 * texts too, since a number has one canonical form. Safe for several threads at once.
 */
public interface RawColumn {
    /** The code of a missing value. */
    int MISSING = -1;

    /** Whether every value that is there is a number. */
    boolean isNumeric();

    /**
     * Copies numbers; NaN is missing. Of a column of numbers only.
     *
     * @param from the first row
     * @param count how many rows
     * @param into where to, from its beginning
     */
    void numbers(int from, int count, double[] into);

    /** Copies the values' positions in the dictionary; {@link #MISSING} is missing. */
    void codes(int from, int count, int[] into);

    /** The canonical texts, each once. */
    List<String> dictionary();
}
