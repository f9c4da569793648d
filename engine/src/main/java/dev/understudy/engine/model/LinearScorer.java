package dev.understudy.engine.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A weighted sum an output. A number whose order counts has one weight an output; a nominal one has a weight for each
 * of its positions, of which the event's own is added.
 */
public final class LinearScorer implements Scorer {
    private final int[] positions;
    private final int[] firstWeight;
    private final double[] weights;
    private final double[] intercepts;
    private final int outputs;
    private final int terms;
    private final ScorerForm.Link link;

    /**
     * A linear scorer.
     *
     * @param positions of each number of an encoded event, as {@code FeatureSchema.positions()} says
     * @param weights shape [outputs × terms], where a number has one term, or one for each of its positions
     * @param intercepts one an output
     * @param link from sums to scores
     */
    public LinearScorer(int[] positions, double[] weights, double[] intercepts, ScorerForm.Link link) {
        this.positions = positions.clone();
        this.firstWeight = new int[positions.length];
        int next = 0;
        for (int i = 0; i < positions.length; i++) {
            firstWeight[i] = next;
            next += Math.max(1, positions[i]);
        }
        this.terms = next;
        this.weights = weights;
        this.intercepts = intercepts;
        this.outputs = intercepts.length;
        this.link = link;
        TensorSet.check(weights.length == (long) terms * outputs, "its weights are not one a term and output");
    }

    static LinearScorer read(TensorSet tensors, int[] positions, int outputs, ScorerForm.Link link) {
        double[] intercepts = tensors.finite("intercept");
        TensorSet.check(intercepts.length == outputs, "its intercepts are not one an output");
        return new LinearScorer(positions, tensors.finite("weight"), intercepts, link);
    }

    @Override
    public int width() {
        return positions.length;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public void score(double[] rows, int count, double[] scores) {
        for (int row = 0; row < count; row++) {
            for (int output = 0; output < outputs; output++) {
                scores[row * outputs + output] = sum(rows, row * positions.length, output);
            }
            link.apply(scores, row * outputs, outputs);
        }
    }

    private double sum(double[] rows, int offset, int output) {
        double sum = intercepts[output];
        int first = output * terms;
        for (int i = 0; i < positions.length; i++) {
            double value = rows[offset + i];
            sum += positions[i] == 0
                    ? weights[first + firstWeight[i]] * value
                    : weights[first + firstWeight[i] + (int) value];
        }
        return sum;
    }

    @Override
    public String method() {
        return "linear";
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put("intercept", Tensor.Doubles.of(intercepts));
        tensors.put("weight", new Tensor.Doubles(List.of(outputs, terms), weights));
        return tensors;
    }

    @Override
    public ScorerForm form() {
        return new ScorerForm(ScorerForm.Kind.LINEAR, link);
    }
}
