package dev.understudy.engine.training;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.LinearScorer;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import smile.math.BFGS;

/**
 * Trains logistic regressions with Smile's L-BFGS on sparse rows, so that a category or a text costs as many numbers as it
 * has, and not one a level. Numbers are standardised for the optimiser and the penalty; the compiled weights are those of
 * the numbers as they are.
 */
final class SmileLogisticTrainer {
    /** How many of its last steps the optimiser remembers. */
    private static final int MEMORY = 5;

    private SmileLogisticTrainer() {}

    static Scorer train(TrainingSet set, TrainingSpec.LogisticRegression spec, RunControl control) {
        LinearTerms terms = LinearTerms.of(set);
        return compile(set, terms, fit(set, terms, spec, control));
    }

    /**
     * Coefficients, the intercept last, of each class but the reference; that is the first of two classes and the last of
     * more.
     */
    static double[][] fit(
            TrainingSet set, LinearTerms terms, TrainingSpec.LogisticRegression spec, RunControl control) {
        SmileLogisticLoss loss = new SmileLogisticLoss(
                terms.rows(),
                set.labels(),
                ClassWeights.of(set, spec.common().options()),
                terms.terms(),
                spec.lambda(),
                control);
        double[] coefficients = new double[loss.size()];
        BFGS.minimize(loss, MEMORY, coefficients, spec.tolerance(), spec.maxIterations());
        return loss.byClass(coefficients);
    }

    static Scorer compile(TrainingSet set, LinearTerms terms, double[][] coefficients) {
        if (set.kind() == TaskKind.BINARY) {
            return scorer(set, terms, coefficients, 1, ScorerForm.Link.SIGMOID);
        }
        return set.space().classes().size() == 2
                ? scorer(set, terms, twoClasses(coefficients[0]), 2, ScorerForm.Link.SOFTMAX)
                : scorer(set, terms, coefficients, set.space().classes().size(), ScorerForm.Link.SOFTMAX);
    }

    /** A multiclass task that has two classes so far: the first is the reference. */
    private static double[][] twoClasses(double[] second) {
        return new double[][] {new double[second.length], second};
    }

    /** Outputs beyond the coefficients are the reference class, whose sum is 0. */
    private static Scorer scorer(
            TrainingSet set, LinearTerms terms, double[][] coefficients, int outputs, ScorerForm.Link link) {
        double[] weights = new double[outputs * terms.terms()];
        double[] intercepts = new double[outputs];
        for (int output = 0; output < coefficients.length; output++) {
            intercepts[output] = terms.unscaled(coefficients[output], weights, output * terms.terms());
        }
        return new LinearScorer(set.schema().positions(), weights, intercepts, link);
    }
}
