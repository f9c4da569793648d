package dev.understudy.engine.model;

import java.util.SortedMap;

/**
 * A compiled model: numbers in, scores out, with nothing allocated on the way. Immutable and thread-safe. Sums run in a
 * fixed order in double precision, so that one event scored alone and in a batch gives the same score, bit for bit.
 */
public sealed interface Scorer permits TreeEnsemble, LinearScorer, NetworkScorer, ConstantScorer, CalibratedScorer {
    /** How many numbers an encoded event has. */
    int width();

    /** How many numbers a score has: one for binary and regression, one a class for multiclass. */
    int outputs();

    /**
     * Scores encoded events.
     *
     * @param rows encoded events, row by row; at least count × {@link #width()} numbers
     * @param count how many events
     * @param scores where to, row by row; at least count × {@link #outputs()} numbers
     */
    void score(double[] rows, int count, double[] scores);

    /**
     * Adds up as {@link #score} does, and leaves it at that: the sums to which the link is applied.
     *
     * @param rows encoded events, row by row
     * @param count how many events
     * @param sums where to, row by row
     */
    void sums(double[] rows, int count, double[] sums);

    /**
     * The same scorer, which has seen its training events too, so that its scores can be explained.
     *
     * @param events its training events, at least one
     */
    Scorer over(EncodedEvents events);

    /** Whether it knows of its training events what explaining a score takes. */
    boolean isExplainable();

    /** What shares its sums out to the numbers of an event; only where it is explainable. */
    Attribution attribution();

    /** How it scores, for whoever asks what ran: {@code leaf-masks}, {@code ranked-nodes}, {@code linear} and so on. */
    String method();

    /** What makes it up, for the model file. */
    SortedMap<String, Tensor> tensors();

    /** Its form, for the manifest. */
    ScorerForm form();
}
