package dev.understudy.engine.serving;

/** Doubles the pause after each failure, counted in looks, so that whoever moves time by hand moves the pauses too. */
final class Pauses {
    private final int longest;
    private int pause;
    private int rest;

    Pauses(int longest) {
        this.longest = longest;
    }

    /** Whether the next try is due; to be asked once a look. */
    boolean isDue() {
        if (rest > 0) {
            rest--;
        }
        return rest == 0;
    }

    /** The try failed. */
    void failed() {
        pause = pause == 0 ? 1 : Math.min(2 * pause, longest);
        rest = pause;
    }

    /** There is something new to try. */
    void reset() {
        pause = 0;
        rest = 0;
    }
}
