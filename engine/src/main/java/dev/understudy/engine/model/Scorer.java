package dev.understudy.engine.model;

import java.util.SortedMap;

/**
 * A compiled model: numbers in, scores out, with nothing allocated on the way. Immutable and thread-safe. Sums run in a
 * fixed order in double precision, so that one event scored alone and in a batch gives the same score, bit for bit.
 */
public sealed interface Scorer permits TreeEnsemble, LinearScorer, ConstantScorer, CalibratedScorer {
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

    /** How it scores, for whoever asks what ran: {@code leaf-masks}, {@code ranked-nodes}, {@code linear} and so on. */
    String method();

    /** What makes it up, for the model file. */
    SortedMap<String, Tensor> tensors();

    /** Its form, for the manifest. */
    ScorerForm form();
}
