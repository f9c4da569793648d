package dev.understudy.engine.training;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.LinearScorer;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import smile.classification.LogisticRegression;
import smile.classification.SparseLogisticRegression;
import smile.data.SampleInstance;
import smile.data.SparseDataset;
import smile.util.SparseArray;

/**
 * Trains logistic regressions with Smile on sparse rows, so that a category costs one number and not one a level. Numbers
 * are standardised for the optimiser and the penalty; the compiled weights are those of the numbers as they are.
 */
final class SmileLogisticTrainer {
    /** Part of what makes a model repeatable: another number gives other digests. */
    private static final int THREADS = 4;

    private SmileLogisticTrainer() {}

    static Scorer train(TrainingSet set, TrainingSpec.LogisticRegression spec) {
        SmileStandardisation scale = SmileStandardisation.of(set);
        return compile(set, scale, fit(set, scale, spec));
    }

    static SparseLogisticRegression fit(
            TrainingSet set, SmileStandardisation scale, TrainingSpec.LogisticRegression spec) {
        List<SampleInstance<SparseArray, Integer>> rows = new ArrayList<>(set.size());
        int[] labels = set.labels();
        for (int row = 0; row < set.size(); row++) {
            rows.add(new SampleInstance<>(
                    scale.sparse(set.rows(), row * set.schema().width()), labels[row]));
        }
        SparseDataset<Integer> data = new SparseDataset<>(rows, scale.terms());
        LogisticRegression.Options options =
                new LogisticRegression.Options(spec.lambda(), spec.tolerance(), spec.maxIterations());
        return onPartsOfFixedSize(() -> set.space().classes().size() == 2
                ? SparseLogisticRegression.binomial(data, options)
                : SparseLogisticRegression.multinomial(data, options));
    }

    /**
     * Smile adds up the loss on as many parts as the pool has threads for, and another order of summands is another
     * model in its last digits. A pool of one size gives every machine the same sums.
     */
    private static <T> T onPartsOfFixedSize(Supplier<T> fit) {
        try (ForkJoinPool pool = new ForkJoinPool(THREADS)) {
            return pool.submit(fit::get).join();
        }
    }

    static Scorer compile(TrainingSet set, SmileStandardisation scale, SparseLogisticRegression model) {
        double[][] coefficients = switch (model) {
            case SparseLogisticRegression.Binomial binomial -> new double[][] {binomial.coefficients()};
            case SparseLogisticRegression.Multinomial multinomial -> multinomial.coefficients();
            default -> throw new IllegalStateException("Smile has a kind of model that is not known");
        };
        if (set.kind() == TaskKind.BINARY) {
            return scorer(set, scale, coefficients, 1, ScorerForm.Link.SIGMOID);
        }
        return set.space().classes().size() == 2
                ? scorer(set, scale, twoClasses(coefficients[0]), 2, ScorerForm.Link.SOFTMAX)
                : scorer(set, scale, coefficients, set.space().classes().size(), ScorerForm.Link.SOFTMAX);
    }

    /** A multiclass task that has two classes so far: the first is the reference. */
    private static double[][] twoClasses(double[] second) {
        return new double[][] {new double[second.length], second};
    }

    /** Outputs beyond the coefficients are the reference class, whose sum is 0. */
    private static Scorer scorer(
            TrainingSet set, SmileStandardisation scale, double[][] coefficients, int outputs, ScorerForm.Link link) {
        double[] weights = new double[outputs * scale.terms()];
        double[] intercepts = new double[outputs];
        for (int output = 0; output < coefficients.length; output++) {
            intercepts[output] = scale.unscaled(coefficients[output], weights, output * scale.terms());
        }
        return new LinearScorer(set.schema().positions(), weights, intercepts, link);
    }
}
