package dev.understudy.engine.training;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.model.LinearScorer;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import java.util.Arrays;

/**
 * Trains ridge and lasso regressions by coordinate descent, which needs neither a native library nor a matrix of the
 * features: the least mean of half squared errors plus the penalty, on standardised numbers and outcomes.
 */
final class PenalisedRegressionTrainer {
    private final TrainingSet set;
    private final LinearTerms scale;
    /** The entries of each term of the texts. */
    private final SparseRows textTerms;

    private final TrainingSpec.PenalisedRegression spec;
    private final int[] positions;
    /** The outcome that is still to be explained, in its standard deviations; shape [rows]. */
    private final double[] residual;

    private final double mean;
    private final double deviation;
    private final double[] coefficients;
    private double intercept;

    private PenalisedRegressionTrainer(TrainingSet set, TrainingSpec.PenalisedRegression spec) {
        this.set = set;
        this.scale = LinearTerms.of(set);
        this.textTerms = scale.rows().byTerm(scale.numberTerms(), scale.terms());
        this.spec = spec;
        this.positions = set.numbers().positions();
        this.mean = Arrays.stream(set.outcomes()).sum() / set.size();
        double squares = 0;
        for (double outcome : set.outcomes()) {
            squares += (outcome - mean) * (outcome - mean);
        }
        double spread = Math.sqrt(squares / set.size());
        this.deviation = spread > 0 ? spread : 1;
        this.residual = Arrays.stream(set.outcomes())
                .map(outcome -> (outcome - mean) / deviation)
                .toArray();
        this.coefficients = new double[scale.terms()];
    }

    static Scorer train(TrainingSet set, TrainingSpec.PenalisedRegression spec, RunControl control) {
        double[] fitted = fit(set, spec, control);
        double[] weights = new double[fitted.length - 1];
        double intercept = LinearTerms.of(set).unscaled(fitted, weights, 0);
        return new LinearScorer(set.schema().positions(), weights, new double[] {intercept}, ScorerForm.Link.IDENTITY);
    }

    /** A coefficient a standardised term, in units of the outcome, and the intercept last. */
    static double[] fit(TrainingSet set, TrainingSpec.PenalisedRegression spec, RunControl control) {
        return new PenalisedRegressionTrainer(set, spec).descend(control);
    }

    private double[] descend(RunControl control) {
        double change = Double.POSITIVE_INFINITY;
        for (int sweep = 1; sweep <= spec.maxIterations() && change > spec.tolerance(); sweep++) {
            control.checkCancelled();
            change = sweep();
            control.progress("descending", sweep, -1);
        }
        double[] fitted = new double[coefficients.length + 1];
        for (int term = 0; term < coefficients.length; term++) {
            fitted[term] = coefficients[term] * deviation;
        }
        fitted[coefficients.length] = mean + intercept * deviation;
        return fitted;
    }

    /** Moves each coefficient to its best value while the others stand; the largest move in standard deviations. */
    private double sweep() {
        double change = centre();
        int term = 0;
        for (int column = 0; column < positions.length; column++) {
            if (positions[column] == 0) {
                change = Math.max(change, ordinal(column, term));
                term++;
            } else {
                change = Math.max(change, nominal(column, term));
                term += positions[column];
            }
        }
        for (int of = 0; of < textTerms.size(); of++) {
            change = Math.max(change, text(of, term + of));
        }
        return change;
    }

    private double text(int of, int term) {
        double products = 0;
        double squares = 0;
        for (int entry = textTerms.start(of); entry < textTerms.start(of + 1); entry++) {
            double value = textTerms.value(entry);
            products += value * residual[textTerms.term(entry)];
            squares += value * value;
        }
        double move = best(term, products, squares) - coefficients[term];
        coefficients[term] += move;
        for (int entry = textTerms.start(of); entry < textTerms.start(of + 1); entry++) {
            residual[textTerms.term(entry)] -= move * textTerms.value(entry);
        }
        return Math.abs(move) * Math.sqrt(squares / residual.length);
    }

    private double centre() {
        double shift = Arrays.stream(residual).sum() / residual.length;
        intercept += shift;
        for (int row = 0; row < residual.length; row++) {
            residual[row] -= shift;
        }
        return Math.abs(shift);
    }

    private double ordinal(int column, int term) {
        double products = 0;
        double squares = 0;
        for (int row = 0; row < residual.length; row++) {
            double value = scaled(row, column);
            products += value * residual[row];
            squares += value * value;
        }
        double move = best(term, products, squares) - coefficients[term];
        coefficients[term] += move;
        for (int row = 0; row < residual.length; row++) {
            residual[row] -= move * scaled(row, column);
        }
        return Math.abs(move) * Math.sqrt(squares / residual.length);
    }

    /** The positions of one column are never in the same event, so that all move at once. */
    private double nominal(int column, int first) {
        double[] products = new double[positions[column]];
        double[] counts = new double[positions[column]];
        for (int row = 0; row < residual.length; row++) {
            int position = (int) raw(row, column);
            products[position] += residual[row];
            counts[position]++;
        }
        double[] moves = new double[positions[column]];
        double change = 0;
        for (int position = 0; position < moves.length; position++) {
            int term = first + position;
            if (counts[position] > 0) {
                moves[position] = best(term, products[position], counts[position]) - coefficients[term];
                coefficients[term] += moves[position];
                change = Math.max(change, Math.abs(moves[position]) * Math.sqrt(counts[position] / residual.length));
            }
        }
        for (int row = 0; row < residual.length; row++) {
            residual[row] -= moves[(int) raw(row, column)];
        }
        shareWithIntercept(counts, first);
        return change;
    }

    /**
     * What all positions have in common belongs to the intercept, which costs no penalty: to move it there at once spares
     * thousands of sweeps. No event's prediction changes.
     */
    private void shareWithIntercept(double[] counts, int first) {
        double[] seen = new double[counts.length];
        int size = 0;
        for (int position = 0; position < counts.length; position++) {
            if (counts[position] > 0) {
                seen[size++] = coefficients[first + position];
            }
        }
        double common = spec.absolute()
                ? median(Arrays.copyOf(seen, size))
                : Arrays.stream(seen).sum() / size;
        intercept += common;
        for (int position = 0; position < counts.length; position++) {
            if (counts[position] > 0) {
                coefficients[first + position] -= common;
            }
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[(values.length - 1) / 2];
    }

    /** Where the error's slope and the penalty's are in balance. */
    private double best(int term, double products, double squares) {
        double size = squares / residual.length;
        double pull = products / residual.length + size * coefficients[term];
        if (spec.absolute()) {
            return size == 0 ? 0 : Math.signum(pull) * Math.max(0, Math.abs(pull) - spec.lambda()) / size;
        }
        return size + spec.lambda() == 0 ? 0 : pull / (size + spec.lambda());
    }

    private double raw(int row, int column) {
        return set.rows()[row * positions.length + column];
    }

    private double scaled(int row, int column) {
        return scale.scaled(column, raw(row, column));
    }
}
