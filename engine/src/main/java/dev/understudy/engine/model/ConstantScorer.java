package dev.understudy.engine.model;

import java.util.SortedMap;
import java.util.TreeMap;

/** Says the same of every event: what a first model is measured against. It is never stored. */
public final class ConstantScorer implements Scorer {
    private final int width;
    private final double[] score;

    /**
     * A scorer that always says this.
     *
     * @param width how many numbers an encoded event has
     * @param score one number an output
     */
    public ConstantScorer(int width, double[] score) {
        this.width = width;
        this.score = score.clone();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int outputs() {
        return score.length;
    }

    @Override
    public void score(double[] rows, int count, double[] scores) {
        for (int row = 0; row < count; row++) {
            System.arraycopy(score, 0, scores, row * score.length, score.length);
        }
    }

    @Override
    public void sums(double[] rows, int count, double[] sums) {
        score(rows, count, sums);
    }

    @Override
    public ConstantScorer over(EncodedEvents events) {
        return this;
    }

    @Override
    public boolean isExplainable() {
        return true;
    }

    @Override
    public Attribution attribution() {
        return new ConstantShap(score);
    }

    @Override
    public String method() {
        return "constant";
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        return new TreeMap<>();
    }

    @Override
    public ScorerForm form() {
        return new ScorerForm(ScorerForm.Kind.LINEAR, ScorerForm.Link.IDENTITY);
    }
}
