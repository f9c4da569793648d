package dev.understudy.engine.training;

import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.features.TermVector;
import java.util.Arrays;

/**
 * A training set as linear models see it: numbers whose order counts, scaled to mean 0 and standard deviation 1; nominal
 * ones as one term a position; and behind them the terms of texts as they are, whose rows have length 1. Rows hold what is
 * not zero.
 */
final class LinearTerms {
    private final TrainingSet set;
    private final int[] positions;
    private final double[] mean;
    private final double[] deviation;
    private final int numberTerms;
    private final int terms;

    private LinearTerms(TrainingSet set, double[] mean, double[] deviation) {
        this.set = set;
        this.positions = set.numbers().positions();
        this.mean = mean;
        this.deviation = deviation;
        this.numberTerms = Arrays.stream(positions).map(LinearTerms::terms).sum();
        this.terms = numberTerms
                + set.texts().stream().mapToInt(TrainingSet.Text::width).sum();
    }

    static LinearTerms of(TrainingSet set) {
        int[] positions = set.numbers().positions();
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
        return new LinearTerms(set, mean, deviation);
    }

    private static int terms(int positions) {
        return Math.max(1, positions);
    }

    /** How many terms a row can have. */
    int terms() {
        return terms;
    }

    /** The first term of the texts; all before are of numbers. */
    int numberTerms() {
        return numberTerms;
    }

    /** A number whose order counts, scaled. */
    double scaled(int column, double value) {
        return (value - mean[column]) / deviation[column];
    }

    /** All rows of the set. */
    SparseRows rows() {
        SparseRows.Builder rows = new SparseRows.Builder(set.size(), positions.length);
        for (int row = 0; row < set.size(); row++) {
            appendNumbers(set.rows(), row * positions.length, rows);
            appendTexts(row, rows);
            rows.endRow();
        }
        return rows.build();
    }

    private void appendNumbers(double[] numbers, int offset, SparseRows.Builder rows) {
        int first = 0;
        for (int column = 0; column < positions.length; column++) {
            double value = numbers[offset + column];
            if (positions[column] == 0) {
                rows.add(first, scaled(column, value));
            } else {
                rows.add(first + (int) value, 1);
            }
            first += terms(positions[column]);
        }
    }

    private void appendTexts(int row, SparseRows.Builder rows) {
        int first = numberTerms;
        for (TrainingSet.Text text : set.texts()) {
            TermVector vector = text.rows()[row];
            for (int i = 0; i < vector.size(); i++) {
                rows.add(first + vector.column(i), vector.value(i));
            }
            first += text.width();
        }
    }

    /**
     * Writes the weights of the unscaled numbers, in the order of the schema.
     *
     * @param coefficients of the terms, the intercept last
     * @param weights where to
     * @param from the first of them
     * @return the intercept that belongs to them
     */
    double unscaled(double[] coefficients, double[] weights, int from) {
        double intercept = coefficients[terms];
        int column = 0;
        int term = 0;
        int textTerm = numberTerms;
        int to = from;
        for (EncodedFeature feature : set.schema().features()) {
            if (set.isSparse(feature)) {
                System.arraycopy(coefficients, textTerm, weights, to, feature.width());
                textTerm += feature.width();
                to += feature.width();
                continue;
            }
            for (int i = 0; i < feature.width(); i++, column++) {
                if (positions[column] == 0) {
                    weights[to] = coefficients[term] / deviation[column];
                    intercept -= coefficients[term] * mean[column] / deviation[column];
                } else {
                    System.arraycopy(coefficients, term, weights, to, positions[column]);
                }
                term += terms(positions[column]);
                to += terms(positions[column]);
            }
        }
        return intercept;
    }
}
