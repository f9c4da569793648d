package dev.understudy.engine.model;

/**
 * Shares out what a scorer's sums, before the link, owe to each number of an encoded event: Shapley values. Immutable and
 * thread-safe.
 */
public sealed interface Attribution permits TreeShap, LinearShap, ConstantShap {
    /** What the sums are on average over the training events, one number an output; not to be changed. */
    double[] expected();

    /**
     * Adds an event's contributions. With {@link #expected()} they add up to the event's own sums.
     *
     * @param rows encoded events
     * @param offset where the event's numbers begin
     * @param contributions to what; shape [outputs × width]
     */
    void add(double[] rows, int offset, double[] contributions);
}
