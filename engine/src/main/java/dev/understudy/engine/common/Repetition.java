package dev.understudy.engine.common;

import java.time.Duration;

/** Does some work again and again. Tests put one in place whose time they move by hand. */
@FunctionalInterface
public interface Repetition {
    /**
     * Begins to repeat; the first run comes after one interval, and each further one an interval after the last has
     * ended. Runs never overlap.
     *
     * @param name of the work, for its thread
     * @param work what to do; must not throw
     * @return ends the repetition; a run that is under way comes to its end first
     */
    Ongoing every(String name, Duration interval, Runnable work);

    /** A repetition that has begun. */
    interface Ongoing extends AutoCloseable {
        @Override
        void close();
    }

    /** Repeats on a daemon thread of its own. */
    static Repetition onThread() {
        return ThreadRepetition::begin;
    }
}
