package dev.understudy.engine.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One number of each model an event, in single precision: 8 bytes an event. Parts that are added in order are the same as
 * the whole, and adding one copies nothing. Not for several threads at once while it grows.
 */
public final class ScorePairs {
    private static final int FIRST = 256;

    private final List<float[]> whole = new ArrayList<>();
    private float[] last = new float[0];
    private int used;
    private int size;

    /** Adds an event. */
    public void add(double live, double candidate) {
        if (used == last.length) {
            last = Arrays.copyOf(last, Math.max(FIRST, 2 * last.length));
        }
        last[used++] = (float) live;
        last[used++] = (float) candidate;
        size++;
    }

    /** Adds a part that follows this one, and that nobody adds to any more. */
    public void addAll(ScorePairs later) {
        seal();
        later.seal();
        whole.addAll(later.whole);
        size += later.size;
    }

    private void seal() {
        if (used > 0) {
            whole.add(used == last.length ? last : Arrays.copyOf(last, used));
            last = new float[0];
            used = 0;
        }
    }

    /** How many events there are. */
    public int size() {
        return size;
    }

    /** The numbers of one model, in the order of the events; the caller may change them. */
    public float[] of(Side side) {
        seal();
        float[] numbers = new float[size];
        int at = 0;
        for (float[] piece : whole) {
            for (int i = side == Side.LIVE ? 0 : 1; i < piece.length; i += 2) {
                numbers[at++] = piece[i];
            }
        }
        return numbers;
    }
}
