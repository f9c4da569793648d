package dev.understudy.engine.statistics;

import java.util.stream.IntStream;

/**
 * Sorts numbers with what belongs to them, by scattering them into stretches of equal width, and each stretch again until
 * few are left. That takes time in proportion to their number for what a model's scores are, whatever their range, and the
 * first stretches are sorted on all cores. Where equal widths do not part the numbers, a heap sort does.
 */
final class ScoreSort {
    private static final int FEW = 24;
    private static final int MOST_STRETCHES = 4_096;
    private static final int PER_STRETCH = 6;
    private static final int DEEPEST = 6;
    private static final int GROUPS = 64;

    private final double[] keys;
    private final int[] values;
    private final double[] spareKeys;
    private final int[] spareValues;

    private ScoreSort(double[] keys, int[] values) {
        this.keys = keys;
        this.values = values;
        this.spareKeys = new double[keys.length];
        this.spareValues = new int[values.length];
    }

    /**
     * Sorts both arrays by the first.
     *
     * @param keys finite numbers, none of them -0
     * @param values of the same length; those of equal keys come in an order that depends on nothing but the arrays
     */
    static void sort(double[] keys, int[] values) {
        ScoreSort sort = new ScoreSort(keys, values);
        int[] ends = sort.scatter(0, keys.length, 0);
        int group = Math.max(1, ends.length / GROUPS);
        IntStream.range(0, (ends.length + group - 1) / group)
                .parallel()
                .forEach(i -> sort.sortStretches(ends, i * group, Math.min(ends.length, (i + 1) * group), 0, 1));
    }

    private void sortStretches(int[] ends, int first, int end, int from, int depth) {
        int start = first == 0 ? from : ends[first - 1];
        for (int stretch = first; stretch < end; stretch++) {
            if (ends[stretch] - start > 1 || (depth == 1 && ends[stretch] > start)) {
                int[] inner = scatter(start, ends[stretch], depth);
                sortStretches(inner, 0, inner.length, start, depth + 1);
            }
            start = ends[stretch];
        }
    }

    /**
     * Puts numbers into stretches: all numbers into the spare arrays, their stretches back from there, and smaller ones
     * there and back.
     *
     * @return where each stretch ends; none if the numbers are in order now
     */
    private int[] scatter(int from, int to, int depth) {
        if (to - from <= FEW) {
            bring(from, to, depth);
            insert(from, to);
            return new int[0];
        }
        double[] givenKeys = depth == 1 ? spareKeys : keys;
        int[] givenValues = depth == 1 ? spareValues : values;
        double[] takenKeys = depth == 1 ? keys : spareKeys;
        int[] takenValues = depth == 1 ? values : spareValues;
        double least = givenKeys[from];
        double most = givenKeys[from];
        for (int i = from + 1; i < to; i++) {
            least = Math.min(least, givenKeys[i]);
            most = Math.max(most, givenKeys[i]);
        }
        if (least == most) {
            bring(from, to, depth);
            return new int[0];
        }
        int stretches = Math.clamp((to - from) / PER_STRETCH, 2, MOST_STRETCHES);
        double scale = (stretches - 1) / (most - least);
        if (depth >= DEEPEST || !(scale > 0 && scale < Double.MAX_VALUE)) {
            bring(from, to, depth);
            heapSort(from, to);
            return new int[0];
        }
        int[] places = new int[stretches];
        for (int i = from; i < to; i++) {
            places[(int) ((givenKeys[i] - least) * scale)]++;
        }
        int at = from;
        for (int i = 0; i < stretches; i++) {
            int count = places[i];
            places[i] = at;
            at += count;
        }
        for (int i = from; i < to; i++) {
            int place = places[(int) ((givenKeys[i] - least) * scale)]++;
            takenKeys[place] = givenKeys[i];
            takenValues[place] = givenValues[i];
        }
        if (depth > 1) {
            bring(from, to, 1);
        }
        return places; // each is one further than its last number now
    }

    /** Puts back what lies in the spare arrays at this depth. */
    private void bring(int from, int to, int depth) {
        if (depth == 1) {
            System.arraycopy(spareKeys, from, keys, from, to - from);
            System.arraycopy(spareValues, from, values, from, to - from);
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            double key = keys[i];
            int value = values[i];
            int j = i - 1;
            while (j >= from && keys[j] > key) {
                keys[j + 1] = keys[j];
                values[j + 1] = values[j];
                j--;
            }
            keys[j + 1] = key;
            values[j + 1] = value;
        }
    }

    private void heapSort(int from, int to) {
        int count = to - from;
        for (int root = count / 2 - 1; root >= 0; root--) {
            sink(from, root, count);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(from, from + end);
            sink(from, 0, end);
        }
    }

    private void sink(int from, int root, int count) {
        int parent = root;
        for (int child = 2 * parent + 1; child < count; child = 2 * parent + 1) {
            if (child + 1 < count && keys[from + child] < keys[from + child + 1]) {
                child++;
            }
            if (keys[from + parent] >= keys[from + child]) {
                return;
            }
            swap(from + parent, from + child);
            parent = child;
        }
    }

    private void swap(int a, int b) {
        double key = keys[a];
        keys[a] = keys[b];
        keys[b] = key;
        int value = values[a];
        values[a] = values[b];
        values[b] = value;
    }
}
