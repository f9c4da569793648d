package dev.understudy.engine.training;

import java.util.Arrays;

/** Encoded events as a network takes them: standardised numbers, and one term for each position of a nominal one. */
final class MlpInputs {
    private final int[] positions;
    private final int[] firstTerm;
    private final int terms;
    private final double[] mean;
    private final double[] deviation;

    /** Hears of the terms that are not zero. */
    @FunctionalInterface
    interface Term {
        void take(int term, double value);
    }

    MlpInputs(TrainingSet set) {
        this.positions = set.schema().positions();
        this.firstTerm = new int[positions.length];
        this.mean = new double[positions.length];
        this.deviation = new double[positions.length];
        int next = 0;
        for (int column = 0; column < positions.length; column++) {
            firstTerm[column] = next;
            next += Math.max(1, positions[column]);
            deviation[column] = 1;
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
        this.terms = next;
    }

    int terms() {
        return terms;
    }

    int columns() {
        return positions.length;
    }

    double[] mean() {
        return mean;
    }

    double[] deviation() {
        return deviation;
    }

    void each(double[] rows, int offset, Term sink) {
        for (int column = 0; column < positions.length; column++) {
            double value = rows[offset + column];
            if (positions[column] == 0) {
                sink.take(firstTerm[column], (value - mean[column]) / deviation[column]);
            } else {
                sink.take(firstTerm[column] + (int) value, 1);
            }
        }
    }
}
