package dev.understudy.engine.task;

import java.time.Duration;

/**
 * When an outcome is mature: from then on it counts, whatever it turned out to be. Taking outcomes as soon as they are
 * known would over-represent those that become known early.
 */
public sealed interface Maturity {
    /**
     * A column says it.
     *
     * @param name the column
     */
    record Column(String name) implements Maturity {}

    /**
     * A fixed time after the event.
     *
     * @param duration the time, not negative
     */
    record After(Duration duration) implements Maturity {}

    /** As soon as the outcome is known. */
    record WhenKnown() implements Maturity {}
}
