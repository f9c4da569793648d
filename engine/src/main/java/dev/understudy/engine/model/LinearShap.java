package dev.understudy.engine.model;

/**
 * Shapley values of a weighted sum: a number's weight times its distance from its training mean; of a nominal number, its
 * position's weight less the mean of all weights over the training events. They do not depend on an order of the features,
 * and are exact where features are taken as independent (Štrumbelj and Kononenko, 2014, section 3).
 */
final class LinearShap implements Attribution {
    private final int[] positions;
    private final int[] firstWeight;
    private final double[] weights;
    private final int outputs;
    private final double[] expected;
    /** What each number adds on average; shape [outputs × width]. */
    private final double[] average;

    /**
     * The attribution of a linear scorer.
     *
     * @param means of each term over the training events; of a position, its share
     */
    LinearShap(int[] positions, int[] firstWeight, double[] weights, double[] intercepts, double[] means) {
        this.positions = positions;
        this.firstWeight = firstWeight;
        this.weights = weights;
        this.outputs = intercepts.length;
        this.expected = intercepts.clone();
        this.average = new double[outputs * positions.length];
        for (int output = 0; output < outputs; output++) {
            for (int column = 0; column < positions.length; column++) {
                double sum = 0;
                for (int term = 0; term < Math.max(1, positions[column]); term++) {
                    int at = firstWeight[column] + term;
                    sum += weights[output * means.length + at] * means[at];
                }
                average[output * positions.length + column] = sum;
                expected[output] += sum;
            }
        }
    }

    @Override
    public double[] expected() {
        return expected;
    }

    @Override
    public void add(double[] rows, int offset, double[] contributions) {
        int width = positions.length;
        int terms = weights.length / outputs;
        for (int output = 0; output < outputs; output++) {
            for (int column = 0; column < width; column++) {
                double value = rows[offset + column];
                int first = output * terms + firstWeight[column];
                double own = positions[column] == 0 ? weights[first] * value : weights[first + (int) value];
                contributions[output * width + column] += own - average[output * width + column];
            }
        }
    }
}
