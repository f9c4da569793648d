package dev.understudy.engine.statistics;

import java.util.Arrays;

/** What can be done with numbers in rising order. */
final class SortedNumbers {
    private SortedNumbers() {}

    /** Each number once; the array that is given is used up. */
    static double[] withoutRepeats(double[] sorted) {
        int count = 0;
        for (double number : sorted) {
            if (count == 0 || sorted[count - 1] != number) {
                sorted[count++] = number;
            }
        }
        return Arrays.copyOf(sorted, count);
    }
}
