package dev.understudy.engine.model;

import java.util.Arrays;

/** Events as a scorer takes them, handed out a few at a time: all at once may not fit into memory. */
public interface EncodedEvents {
    /** Of encoded events at a time; blocks of events are scored side by side. */
    int MOST_NUMBERS = 1 << 18;

    /** How many there are. */
    int size();

    /**
     * Some of them; shape [count × width], row by row.
     *
     * @param first the first one
     * @param count how many
     */
    double[] encoded(int first, int count);

    /** How many events of so many numbers are encoded at a time: a text can be thousands of numbers. */
    static int atATime(int width) {
        return Math.max(1, MOST_NUMBERS / Math.max(1, width));
    }

    /** What a scorer says of some of them, encoded a few at a time; shape [count × outputs]. */
    default double[] scores(Scorer scorer, int first, int count) {
        int part = Math.min(count, atATime(scorer.width()));
        double[] scores = new double[count * scorer.outputs()];
        for (int done = 0; done < count; done += part) {
            int some = Math.min(part, count - done);
            double[] said = done == 0 && some == count ? scores : new double[some * scorer.outputs()];
            scorer.score(encoded(first + done, some), some, said);
            if (some < count) {
                System.arraycopy(said, 0, scores, done * scorer.outputs(), said.length);
            }
        }
        return scores;
    }

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
