package dev.understudy.engine.statistics;

import java.util.Arrays;

/**
 * What each event contributes to the difference of two ROC curves at fixed false positive rates. At the rate t, where the
 * threshold c has a share t of the negative events above it, a positive event contributes (1{above c} − ROC(t)) / n₁ and
 * a negative one −ROC′(t) (1{above c} − t) / n₀, as the threshold is itself estimated from the negative events (Hsieh and
 * Turnbull 1996, theorem 2.2; Pepe 2003, section 5.2). Candidate − live, with n/(n−1) by class inside, as for the AUC.
 */
final class RocContributions implements GriddedContributions {
    private final PairedSample sample;
    private final RocRates[] curves;
    private final int rates;

    /** By class of the event, 0 or 1: what one unit of being above the threshold contributes, by model and rate. */
    private final double[][][] above;

    /** By class: what each event contributes besides, by rate. */
    private final double[][] besides;

    RocContributions(
            PairedSample sample,
            RocRates live,
            RocRates candidate,
            double[] falsePositiveRates,
            EffectiveSize positives,
            EffectiveSize negatives) {
        this.sample = sample;
        this.curves = new RocRates[] {live, candidate};
        this.rates = falsePositiveRates.length;
        this.above = new double[2][2][rates];
        this.besides = new double[2][rates];
        double ofPositive = positives.smallSampleFactor() / positives.weight();
        double ofNegative = negatives.smallSampleFactor() / negatives.weight();
        for (int i = 0; i < rates; i++) {
            for (int model = 0; model < 2; model++) {
                double sign = model == 0 ? -1 : 1;
                above[1][model][i] = sign * ofPositive;
                above[0][model][i] = -sign * ofNegative * curves[model].slope(i);
                besides[1][i] -= sign * ofPositive * curves[model].height(i);
                besides[0][i] += sign * ofNegative * curves[model].slope(i) * falsePositiveRates[i];
            }
        }
    }

    @Override
    public double[] sumsOfSquares(Partition groups) {
        double[] squares = new double[rates];
        double[] sums = new double[rates];
        double[] weights = new double[2];
        int group = -1;
        for (int event : groups.eventsByGroup()) {
            if (groups.groupOf(event) != group) {
                closeGroup(sums, weights, squares);
                group = groups.groupOf(event);
            }
            add(event, sums, weights);
        }
        closeGroup(sums, weights, squares);
        return squares;
    }

    @Override
    public double[] sumsOfSquares() {
        double[] squares = new double[rates];
        double[] sums = new double[rates];
        double[] weights = new double[2];
        for (int event = 0; event < sample.size(); event++) {
            add(event, sums, weights);
            closeGroup(sums, weights, squares);
        }
        return squares;
    }

    private void add(int event, double[] sums, double[] weights) {
        int outcome = (int) sample.outcome(event);
        double weight = sample.weight(event);
        weights[outcome] += weight;
        for (int model = 0; model < 2; model++) {
            double[] whole = above[outcome][model];
            int from = curves[model].firstWhole(event);
            for (int i = curves[model].firstPart(event); i < from; i++) {
                sums[i] += weight * curves[model].part(i) * whole[i];
            }
            for (int i = from; i < rates; i++) {
                sums[i] += weight * whole[i];
            }
        }
    }

    private void closeGroup(double[] sums, double[] weights, double[] squares) {
        for (int i = 0; i < rates; i++) {
            double sum = sums[i] + weights[0] * besides[0][i] + weights[1] * besides[1][i];
            squares[i] += sum * sum;
        }
        Arrays.fill(sums, 0);
        Arrays.fill(weights, 0);
    }
}
