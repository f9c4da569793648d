package dev.understudy.engine.traffic;

/**
 * How much there is in a window.
 *
 * @param events how many
 * @param matured of these, those whose outcome is known and counts
 * @param logged of these, those for which the version asked for has logged a prediction
 */
public record WindowCount(long events, long matured, long logged) {
    /** The share of the events whose outcome counts; 0 without events. */
    public double coverage() {
        return events == 0 ? 0 : (double) matured / events;
    }
}
