package dev.understudy.engine.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In which rows of the traffic the events of the paired sample stand, in their order: 4 bytes an event. Parts that are added
 * in order are the same as the whole, and adding one copies nothing.
 */
final class LabelledRows {
    private static final int FIRST = 256;

    private final List<Piece> whole = new ArrayList<>();
    private int[] rows = new int[0];
    private int used;
    private int stretch;

    @SuppressWarnings("ArrayRecordComponent") // handed on within the class, never changed
    private record Piece(int stretch, int[] rows) {}

    /**
     * Adds the next event.
     *
     * @param ofStretch the number of its stretch of the traffic
     * @param row its row there
     */
    void add(int ofStretch, int row) {
        if (ofStretch != stretch) {
            seal();
            stretch = ofStretch;
        }
        if (used == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(FIRST, 2 * rows.length));
        }
        rows[used++] = row;
    }

    /** Adds a part that follows this one, and that nobody adds to any more. */
    void addAll(LabelledRows later) {
        seal();
        later.seal();
        whole.addAll(later.whole);
    }

    private void seal() {
        if (used > 0) {
            whole.add(new Piece(stretch, Arrays.copyOf(rows, used)));
            rows = new int[0];
            used = 0;
        }
    }

    /**
     * The rows of every so manyth event, from the first on, by stretch; stretches without any have an empty array, and
     * those after the last one none.
     */
    List<int[]> every(int step) {
        seal();
        List<int[]> byStretch = new ArrayList<>();
        int[] open = new int[FIRST];
        int count = 0;
        long event = 0;
        for (Piece piece : whole) {
            while (byStretch.size() < piece.stretch()) {
                byStretch.add(Arrays.copyOf(open, count));
                count = 0;
            }
            for (int row : piece.rows()) {
                if (event++ % step == 0) {
                    open = count == open.length ? Arrays.copyOf(open, 2 * count) : open;
                    open[count++] = row;
                }
            }
        }
        byStretch.add(Arrays.copyOf(open, count));
        return byStretch;
    }
}
