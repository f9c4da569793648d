package dev.understudy.engine.training;

import java.util.Arrays;
import smile.util.SparseArray;

/**
 * Numbers whose order counts, scaled to mean 0 and standard deviation 1; nominal ones as one term a position.
 */
final class SmileStandardisation {
    private final int[] positions;
    private final double[] mean;
    private final double[] deviation;
    private final int terms;

    private SmileStandardisation(int[] positions, double[] mean, double[] deviation) {
        this.positions = positions;
        this.mean = mean;
        this.deviation = deviation;
        this.terms = Arrays.stream(positions).map(count -> Math.max(1, count)).sum();
    }

    static SmileStandardisation of(TrainingSet set) {
        int[] positions = set.schema().positions();
        double[] mean = new double[positions.length];
        double[] deviation = new double[positions.length];
        for (int column = 0; column < positions.length; column++) {
            if (positions[column] == 0) {
                double[] values = set.column(column);
                mean[column] = Arrays.stream(values).sum() / values.length;
                double centre = mean[column];
                double squares = Arrays.stream(values)
                        .map(value -> (value - centre) * (value - centre))
                        .sum();
                double spread = Math.sqrt(squares / values.length);
                deviation[column] = spread > 0 ? spread : 1; // a constant has nothing to scale
            }
        }
        return new SmileStandardisation(positions, mean, deviation);
    }

    /** How many terms a row has in all. */
    int terms() {
        return terms;
    }

    /** A number whose order counts, scaled. */
    double scaled(int column, double value) {
        return (value - mean[column]) / deviation[column];
    }

    /** One encoded event as the trainer sees it. */
    SparseArray sparse(double[] rows, int offset) {
        SparseArray sparse = new SparseArray(positions.length);
        int first = 0;
        for (int column = 0; column < positions.length; column++) {
            double value = rows[offset + column];
            if (positions[column] == 0) {
                sparse.append(first, scaled(column, value));
                first++;
            } else {
                sparse.append(first + (int) value, 1);
                first += positions[column];
            }
        }
        return sparse;
    }

    /**
     * Writes the weights of the unscaled numbers.
     *
     * @param coefficients of the scaled numbers, the intercept last
     * @param weights where to
     * @param from the first of them
     * @return the intercept that belongs to them
     */
    double unscaled(double[] coefficients, double[] weights, int from) {
        double intercept = coefficients[terms];
        int term = 0;
        for (int column = 0; column < positions.length; column++) {
            if (positions[column] == 0) {
                weights[from + term] = coefficients[term] / deviation[column];
                intercept -= coefficients[term] * mean[column] / deviation[column];
                term++;
            } else {
                System.arraycopy(coefficients, term, weights, from + term, positions[column]);
                term += positions[column];
            }
        }
        return intercept;
    }
}
