package dev.understudy.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A feed-forward network: numbers whose order counts are standardised, nominal ones are one term a position, hidden units
 * are max(0, sum), and outputs are sums. Each call keeps one set of units and allocates nothing else.
 */
public final class NetworkScorer implements Scorer {
    private final int[] positions;
    private final int[] firstTerm;
    private final double[] mean;
    private final double[] deviation;
    private final List<Layer> layers;
    private final ScorerForm.Link link;

    /**
     * One layer.
     *
     * @param weight shape [inputs × units]; the inputs of the first are the terms
     * @param bias one a unit
     */
    @SuppressWarnings("ArrayRecordComponent") // shared on purpose, and written by nobody
    public record Layer(double[] weight, double[] bias) {
        int inputs() {
            return weight.length / bias.length;
        }
    }

    /**
     * A network.
     *
     * @param positions of each number of an encoded event, as {@code FeatureSchema.positions()} says
     * @param mean what is taken off each number whose order counts
     * @param deviation what the rest is divided by
     * @param layers from the inputs to the outputs
     * @param link from sums to scores
     */
    public NetworkScorer(int[] positions, double[] mean, double[] deviation, List<Layer> layers, ScorerForm.Link link) {
        this.positions = positions.clone();
        this.mean = mean;
        this.deviation = deviation;
        this.layers = List.copyOf(layers);
        this.link = link;
        this.firstTerm = new int[positions.length];
        int terms = 0;
        for (int i = 0; i < positions.length; i++) {
            firstTerm[i] = terms;
            terms += Math.max(1, positions[i]);
        }
        TensorSet.check(
                mean.length == positions.length && deviation.length == positions.length && !layers.isEmpty(),
                "its network has no layer, or not one mean and deviation a number");
        int inputs = terms;
        for (Layer layer : layers) {
            TensorSet.check(
                    layer.bias().length > 0 && layer.weight().length == (long) inputs * layer.bias().length,
                    "the weights of a layer are not one an input and unit");
            inputs = layer.bias().length;
        }
        for (int i = 0; i < deviation.length; i++) {
            TensorSet.check(positions[i] > 0 || deviation[i] > 0, "a deviation is not above zero");
        }
    }

    static NetworkScorer read(TensorSet tensors, int[] positions, int outputs, ScorerForm.Link link) {
        List<Layer> layers = new ArrayList<>();
        while (tensors.has(name(layers.size(), "weight"))) {
            layers.add(new Layer(
                    tensors.finite(name(layers.size(), "weight")), tensors.finite(name(layers.size(), "bias"))));
        }
        NetworkScorer scorer = new NetworkScorer(
                positions, tensors.finite("input.mean"), tensors.finite("input.deviation"), layers, link);
        TensorSet.check(scorer.outputs() == outputs, "its last layer has not one unit an output");
        return scorer;
    }

    private static String name(int layer, String part) {
        return "layer." + layer + "." + part;
    }

    @Override
    public int width() {
        return positions.length;
    }

    @Override
    public int outputs() {
        return layers.getLast().bias().length;
    }

    @Override
    public void score(double[] rows, int count, double[] scores) {
        sums(rows, count, scores);
        for (int row = 0; row < count; row++) {
            link.apply(scores, row * outputs(), outputs());
        }
    }

    @Override
    public void sums(double[] rows, int count, double[] sums) {
        double[][] units =
                layers.stream().map(layer -> new double[layer.bias().length]).toArray(double[][]::new);
        int last = units.length - 1;
        for (int row = 0; row < count; row++) {
            first(rows, row * positions.length, units[0]);
            for (int layer = 1; layer <= last; layer++) {
                next(layers.get(layer), units[layer - 1], units[layer]);
            }
            System.arraycopy(units[last], 0, sums, row * outputs(), outputs());
        }
    }

    private void first(double[] rows, int offset, double[] units) {
        Layer layer = layers.getFirst();
        System.arraycopy(layer.bias(), 0, units, 0, units.length);
        for (int column = 0; column < positions.length; column++) {
            double value = rows[offset + column];
            if (positions[column] == 0) {
                add(layer, firstTerm[column], (value - mean[column]) / deviation[column], units);
            } else {
                add(layer, firstTerm[column] + (int) value, 1, units);
            }
        }
    }

    private static void next(Layer layer, double[] inputs, double[] units) {
        System.arraycopy(layer.bias(), 0, units, 0, units.length);
        for (int input = 0; input < inputs.length; input++) {
            if (inputs[input] > 0) {
                add(layer, input, inputs[input], units);
            }
        }
    }

    private static void add(Layer layer, int input, double value, double[] units) {
        int from = input * units.length;
        for (int unit = 0; unit < units.length; unit++) {
            units[unit] += value * layer.weight()[from + unit];
        }
    }

    @Override
    public NetworkScorer over(EncodedEvents events) {
        return this;
    }

    @Override
    public boolean isExplainable() {
        return false;
    }

    @Override
    public Attribution attribution() {
        throw new IllegalStateException("a network's sums are not shared out");
    }

    @Override
    public String method() {
        return "network";
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put("input.mean", Tensor.Doubles.of(mean));
        tensors.put("input.deviation", Tensor.Doubles.of(deviation));
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            tensors.put(
                    name(i, "weight"),
                    new Tensor.Doubles(List.of(layer.inputs(), layer.bias().length), layer.weight()));
            tensors.put(name(i, "bias"), Tensor.Doubles.of(layer.bias()));
        }
        return tensors;
    }

    @Override
    public ScorerForm form() {
        return new ScorerForm(ScorerForm.Kind.NETWORK, link);
    }
}
