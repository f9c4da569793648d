package dev.understudy.engine.training;

import dev.understudy.engine.common.RunControl;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import smile.util.function.DifferentiableMultivariateFunction;

/**
 * The weighted log loss of a multinomial logistic model plus half of lambda times the squared coefficients, intercepts
 * left out, and its gradient. One class is the reference, whose sum is 0: the first of two, the last of more.
 */
@SuppressWarnings("serial") // Smile declares every function serializable; nobody serializes this one
final class SmileLogisticLoss implements DifferentiableMultivariateFunction {
    /** Rows are added up in so many parts, on whatever threads there are: another number gives other last digits. */
    private static final int PARTS = 4;

    private final SparseRows rows;
    private final int[] labels;
    private final double[] weights;
    private final int terms;
    private final int others;
    private final double lambda;
    private final RunControl control;
    private final double[][] gradients;

    /**
     * A loss.
     *
     * @param weights of each class
     */
    SmileLogisticLoss(SparseRows rows, int[] labels, double[] weights, int terms, double lambda, RunControl control) {
        this.rows = rows;
        this.labels = labels;
        this.weights = weights;
        this.terms = terms;
        this.others = weights.length - 1;
        this.lambda = lambda;
        this.control = control;
        this.gradients = new double[PARTS][size()];
    }

    /** How many coefficients there are. */
    int size() {
        return others * (terms + 1);
    }

    /** The coefficients of each class but the reference, the intercept last. */
    double[][] byClass(double[] coefficients) {
        return IntStream.range(0, others)
                .mapToObj(other -> Arrays.copyOfRange(coefficients, other * (terms + 1), (other + 1) * (terms + 1)))
                .toArray(double[][]::new);
    }

    @Override
    public double f(double[] coefficients) {
        double[] losses = new double[PARTS];
        IntStream.range(0, PARTS).parallel().forEach(part -> losses[part] = part(part, coefficients, null));
        return Arrays.stream(losses).reduce(0, Double::sum) + penalty(coefficients);
    }

    @Override
    public double g(double[] coefficients, double[] gradient) {
        control.checkCancelled();
        double[] losses = new double[PARTS];
        IntStream.range(0, PARTS).parallel().forEach(part -> losses[part] = part(part, coefficients, gradients[part]));
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = isIntercept(i) ? 0 : lambda * coefficients[i];
            for (double[] ofPart : gradients) {
                gradient[i] += ofPart[i];
            }
        }
        return Arrays.stream(losses).reduce(0, Double::sum) + penalty(coefficients);
    }

    private boolean isIntercept(int coefficient) {
        return coefficient % (terms + 1) == terms;
    }

    private double penalty(double[] coefficients) {
        double squares = 0;
        for (int i = 0; i < coefficients.length; i++) {
            squares += isIntercept(i) ? 0 : coefficients[i] * coefficients[i];
        }
        return lambda / 2 * squares;
    }

    private double part(int part, double[] coefficients, double @Nullable [] gradient) {
        if (gradient != null) {
            Arrays.fill(gradient, 0);
        }
        int from = (int) ((long) rows.size() * part / PARTS);
        int to = (int) ((long) rows.size() * (part + 1) / PARTS);
        double[] sums = new double[others];
        double loss = 0;
        for (int row = from; row < to; row++) {
            int wanted = other(labels[row]);
            double weight = weights[labels[row]];
            loss += weight * shares(row, coefficients, sums, wanted);
            if (gradient != null) {
                for (int other = 0; other < others; other++) {
                    double error = weight * (sums[other] - (other == wanted ? 1 : 0));
                    add(row, error, gradient, other * (terms + 1));
                }
            }
        }
        return loss;
    }

    /** Leaves the classes' probabilities in the sums; the log loss. */
    private double shares(int row, double[] coefficients, double[] sums, int wanted) {
        double largest = 0; // the reference's
        for (int other = 0; other < others; other++) {
            int first = other * (terms + 1);
            sums[other] = rows.product(row, coefficients, first) + coefficients[first + terms];
            largest = Math.max(largest, sums[other]);
        }
        double ofWanted = wanted < 0 ? 0 : sums[wanted];
        double all = StrictMath.exp(-largest);
        for (int other = 0; other < others; other++) {
            sums[other] = StrictMath.exp(sums[other] - largest);
            all += sums[other];
        }
        for (int other = 0; other < others; other++) {
            sums[other] /= all;
        }
        return largest + StrictMath.log(all) - ofWanted;
    }

    private void add(int row, double error, double[] gradient, int first) {
        for (int entry = rows.start(row); entry < rows.start(row + 1); entry++) {
            gradient[first + rows.term(entry)] += error * rows.value(entry);
        }
        gradient[first + terms] += error;
    }

    /** The coefficients' number of a class; −1 for the reference. */
    private int other(int label) {
        return others == 1 ? label - 1 : label == others ? -1 : label;
    }
}
