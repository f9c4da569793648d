package dev.understudy.engine.training;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.features.TermVector;
import dev.understudy.engine.features.TextEvidence;
import java.util.Arrays;
import smile.math.BFGS;

/**
 * What a text's terms say together: for classes the sums of a logistic regression on them; for numbers the mean distance
 * from the mean of the texts that have a term, drawn a little towards none.
 */
final class SmileTextEvidence implements TextEvidence {
    private static final double LAMBDA = 0.1;
    private static final double TOLERANCE = 1e-5;
    private static final int MOST_STEPS = 500;
    private static final int MEMORY = 5;

    private final int classes;

    /**
     * Evidence for outcomes of a kind.
     *
     * @param classes how many; 0: the outcomes are numbers
     */
    SmileTextEvidence(int classes) {
        this.classes = classes;
    }

    @Override
    public double[][] factors(TermVector[] rows, int width, double[] outcomes) {
        return classes == 0 ? new double[][] {distances(rows, width, outcomes)} : sums(rows, width, outcomes);
    }

    private static double[] distances(TermVector[] rows, int width, double[] outcomes) {
        double mean = Arrays.stream(outcomes).sum() / Math.max(1, outcomes.length);
        double[] distances = new double[width];
        double[] counts = new double[width];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < rows[row].size(); i++) {
                distances[rows[row].column(i)] += outcomes[row] - mean;
                counts[rows[row].column(i)]++;
            }
        }
        for (int column = 0; column < width; column++) {
            distances[column] /= counts[column] + 1;
        }
        return distances;
    }

    private double[][] sums(TermVector[] rows, int width, double[] outcomes) {
        SparseRows.Builder sparse = new SparseRows.Builder(rows.length, 16);
        int[] labels = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            labels[row] = (int) outcomes[row];
            for (int i = 0; i < rows[row].size(); i++) {
                sparse.add(rows[row].column(i), rows[row].value(i));
            }
            sparse.endRow();
        }
        double[] weights = new double[classes];
        Arrays.fill(weights, 1);
        SmileLogisticLoss loss =
                new SmileLogisticLoss(sparse.build(), labels, weights, width, LAMBDA, RunControl.UNWATCHED);
        double[] coefficients = new double[loss.size()];
        BFGS.minimize(loss, MEMORY, coefficients, TOLERANCE, MOST_STEPS);
        return Arrays.stream(loss.byClass(coefficients))
                .map(ofClass -> Arrays.copyOf(ofClass, width)) // the intercept would be the same for every event
                .toArray(double[][]::new);
    }
}
