package dev.understudy.engine.training;

import dev.understudy.engine.model.NetworkScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A network while it learns: forward, backward, and a step of Adam (Kingma and Ba, 2015) a batch. One thread and a fixed
 * order of sums, so that the same events give the same weights everywhere.
 */
final class MlpNetwork {
    private static final double FIRST_MOMENT = 0.9;
    private static final double SECOND_MOMENT = 0.999;
    private static final double EPSILON = 1e-8;

    private final MlpInputs inputs;
    private final double learningRate;
    private final double lambda;
    private final double[][] weight;
    private final double[][] bias;
    private final double[][] weightSlope;
    private final double[][] biasSlope;
    private final double[][][] moments;
    private final double[][] units;
    private final double[][] errors;
    private double firstDecay = 1;
    private double secondDecay = 1;

    /**
     * A network with weights drawn as He et al. (2015) do.
     *
     * @param sizes units of each layer, the outputs last
     */
    MlpNetwork(MlpInputs inputs, int[] sizes, double learningRate, double lambda, long seed) {
        this.inputs = inputs;
        this.learningRate = learningRate;
        this.lambda = lambda;
        int layers = sizes.length;
        SplittableRandom random = new SplittableRandom(seed);
        weight = new double[layers][];
        bias = new double[layers][];
        weightSlope = new double[layers][];
        biasSlope = new double[layers][];
        moments = new double[4][layers][];
        units = new double[layers][];
        errors = new double[layers][];
        int before = inputs.terms();
        for (int layer = 0; layer < layers; layer++) {
            // of the terms of one event only one a column is not zero
            int active = layer == 0 ? inputs.columns() : before;
            double spread = Math.sqrt(2.0 / active);
            weight[layer] = new double[before * sizes[layer]];
            for (int i = 0; i < weight[layer].length; i++) {
                weight[layer][i] = spread * (random.nextDouble() * 2 - 1) * Math.sqrt(3) / 2;
            }
            bias[layer] = new double[sizes[layer]];
            weightSlope[layer] = new double[weight[layer].length];
            biasSlope[layer] = new double[sizes[layer]];
            for (int i = 0; i < 2; i++) {
                moments[i][layer] = new double[weight[layer].length];
                moments[2 + i][layer] = new double[sizes[layer]];
            }
            units[layer] = new double[sizes[layer]];
            errors[layer] = new double[sizes[layer]];
            before = sizes[layer];
        }
    }

    /** An event's sums; shared, and valid until the next call. */
    double[] sums(double[] rows, int offset) {
        System.arraycopy(bias[0], 0, units[0], 0, bias[0].length);
        inputs.each(rows, offset, (term, value) -> add(0, term, value));
        for (int layer = 1; layer < units.length; layer++) {
            System.arraycopy(bias[layer], 0, units[layer], 0, bias[layer].length);
            for (int input = 0; input < units[layer - 1].length; input++) {
                if (units[layer - 1][input] > 0) {
                    add(layer, input, units[layer - 1][input]);
                }
            }
        }
        return units[units.length - 1];
    }

    private void add(int layer, int input, double value) {
        double[] into = units[layer];
        int from = input * into.length;
        for (int unit = 0; unit < into.length; unit++) {
            into[unit] += value * weight[layer][from + unit];
        }
    }

    /**
     * Adds an event's slopes to those of the batch; {@link #sums} was asked of the same event before.
     *
     * @param wrong how far each sum's prediction is off
     */
    void learn(double[] rows, int offset, double[] wrong) {
        int last = units.length - 1;
        System.arraycopy(wrong, 0, errors[last], 0, wrong.length);
        for (int layer = last; layer > 0; layer--) {
            back(layer);
        }
        addTo(biasSlope[0], errors[0]);
        inputs.each(rows, offset, (term, value) -> {
            int from = term * errors[0].length;
            for (int unit = 0; unit < errors[0].length; unit++) {
                weightSlope[0][from + unit] += value * errors[0][unit];
            }
        });
    }

    private void back(int layer) {
        addTo(biasSlope[layer], errors[layer]);
        double[] said = units[layer - 1];
        double[] wrong = errors[layer];
        for (int input = 0; input < said.length; input++) {
            int from = input * wrong.length;
            double sum = 0;
            if (said[input] > 0) { // else the unit is off, and moves nothing
                for (int unit = 0; unit < wrong.length; unit++) {
                    sum += weight[layer][from + unit] * wrong[unit];
                    weightSlope[layer][from + unit] += said[input] * wrong[unit];
                }
            }
            errors[layer - 1][input] = sum;
        }
    }

    private static void addTo(double[] sums, double[] values) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    /** Moves all weights by the slopes of a batch of so many events. */
    void step(int events) {
        firstDecay *= FIRST_MOMENT;
        secondDecay *= SECOND_MOMENT;
        for (int layer = 0; layer < weight.length; layer++) {
            move(weight[layer], weightSlope[layer], moments[0][layer], moments[1][layer], events, lambda);
            move(bias[layer], biasSlope[layer], moments[2][layer], moments[3][layer], events, 0);
        }
    }

    private void move(double[] values, double[] slopes, double[] first, double[] second, int events, double penalty) {
        for (int i = 0; i < values.length; i++) {
            double slope = slopes[i] / events + penalty * values[i];
            first[i] = FIRST_MOMENT * first[i] + (1 - FIRST_MOMENT) * slope;
            second[i] = SECOND_MOMENT * second[i] + (1 - SECOND_MOMENT) * slope * slope;
            values[i] -=
                    learningRate * (first[i] / (1 - firstDecay)) / (Math.sqrt(second[i] / (1 - secondDecay)) + EPSILON);
            slopes[i] = 0;
        }
    }

    /** The layers as they are, with the outputs scaled. */
    List<NetworkScorer.Layer> layers(double factor, double shift) {
        List<NetworkScorer.Layer> layers = new ArrayList<>();
        for (int layer = 0; layer < weight.length; layer++) {
            boolean last = layer == weight.length - 1;
            double[] scaled = weight[layer].clone();
            double[] shifted = bias[layer].clone();
            for (int i = 0; last && i < scaled.length; i++) {
                scaled[i] *= factor;
            }
            for (int i = 0; last && i < shifted.length; i++) {
                shifted[i] = shifted[i] * factor + shift;
            }
            layers.add(new NetworkScorer.Layer(scaled, shifted));
        }
        return layers;
    }
}
