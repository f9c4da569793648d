package dev.understudy.engine.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A weighted sum an output. A number whose order counts has one weight an output; a nominal one has a weight for each
 * of its positions, of which the event's own is added.
 */
public final class LinearScorer implements Scorer {
    private static final String MEAN = "mean";

    private final int[] positions;
    private final int[] firstWeight;
    private final double[] weights;
    private final double[] intercepts;
    private final int outputs;
    private final int terms;
    private final ScorerForm.Link link;
    private final Optional<double[]> means;

    /**
     * A linear scorer.
     *
     * @param positions of each number of an encoded event, as {@code FeatureSchema.positions()} says
     * @param weights shape [outputs × terms], where a number has one term, or one for each of its positions
     * @param intercepts one an output
     * @param link from sums to scores
     */
    public LinearScorer(int[] positions, double[] weights, double[] intercepts, ScorerForm.Link link) {
        this(positions, weights, intercepts, link, Optional.empty());
    }

    private LinearScorer(
            int[] positions, double[] weights, double[] intercepts, ScorerForm.Link link, Optional<double[]> means) {
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
        this.means = means;
        TensorSet.check(weights.length == (long) terms * outputs, "its weights are not one a term and output");
        TensorSet.check(means.isEmpty() || means.get().length == terms, "its means are not one a term");
    }

    static LinearScorer read(TensorSet tensors, int[] positions, int outputs, ScorerForm.Link link) {
        double[] intercepts = tensors.finite("intercept");
        TensorSet.check(intercepts.length == outputs, "its intercepts are not one an output");
        Optional<double[]> means =
                tensors.has(MEAN) ? Optional.of(tensors.finite(MEAN)) : Optional.empty(); // older files have none
        return new LinearScorer(positions, tensors.finite("weight"), intercepts, link, means);
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
        sums(rows, count, scores);
        for (int row = 0; row < count; row++) {
            link.apply(scores, row * outputs, outputs);
        }
    }

    @Override
    public void sums(double[] rows, int count, double[] sums) {
        for (int row = 0; row < count; row++) {
            for (int output = 0; output < outputs; output++) {
                sums[row * outputs + output] = sum(rows, row * positions.length, output);
            }
        }
    }

    @Override
    public LinearScorer over(EncodedEvents events) {
        double[] mean = new double[terms];
        int part = EncodedEvents.atATime(positions.length);
        for (int from = 0; from < events.size(); from += part) {
            int count = Math.min(part, events.size() - from);
            addTo(mean, events.encoded(from, count), count);
        }
        for (int term = 0; term < terms; term++) {
            mean[term] /= events.size();
        }
        return new LinearScorer(positions, weights, intercepts, link, Optional.of(mean));
    }

    private void addTo(double[] sums, double[] rows, int count) {
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < positions.length; column++) {
                double value = rows[row * positions.length + column];
                if (positions[column] == 0) {
                    sums[firstWeight[column]] += value;
                } else {
                    sums[firstWeight[column] + (int) value]++;
                }
            }
        }
    }

    @Override
    public boolean isExplainable() {
        return means.isPresent();
    }

    @Override
    public Attribution attribution() {
        return new LinearShap(positions, firstWeight, weights, intercepts, means.orElseThrow());
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
        means.ifPresent(mean -> tensors.put(MEAN, Tensor.Doubles.of(mean)));
        tensors.put("weight", new Tensor.Doubles(List.of(outputs, terms), weights));
        return tensors;
    }

    @Override
    public ScorerForm form() {
        return new ScorerForm(ScorerForm.Kind.LINEAR, link);
    }
}
