package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.FeatureEncoder;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.task.TrainingOptions;
import dev.understudy.engine.world.Snapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smile.classification.LogisticRegression;
import smile.classification.SparseLogisticRegression;
import smile.data.SampleInstance;
import smile.data.SparseDataset;
import smile.util.SparseArray;

/** Held against Smile's own logistic regression, and against differences of the loss itself. */
final class LogisticTrainingTest {
    private static TrainingSpec.LogisticRegression spec(boolean balanced) {
        return new TrainingSpec.LogisticRegression(
                new TrainingSpec.Common(
                        3, Optional.empty(), TrainingOptions.none().withBalanced(balanced)),
                0.1,
                1e-7,
                1_000);
    }

    private static SparseArray sparse(SparseRows rows, int row) {
        SparseArray sparse = new SparseArray();
        for (int entry = rows.start(row); entry < rows.start(row + 1); entry++) {
            sparse.append(rows.term(entry), rows.value(entry));
        }
        return sparse;
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void withoutWeightsItSaysWhatSmilesOwnSays(TaskKind kind) {
        TrainingSet set = TrainingSet.of(Snapshots.of(kind, 900, 4), spec(false));
        LinearTerms terms = LinearTerms.of(set);
        SparseRows rows = terms.rows();
        List<SampleInstance<SparseArray, Integer>> samples = new ArrayList<>();
        for (int row = 0; row < set.size(); row++) {
            samples.add(new SampleInstance<>(sparse(rows, row), set.labels()[row]));
        }
        SparseDataset<Integer> data = new SparseDataset<>(samples, terms.terms());
        LogisticRegression.Options options = new LogisticRegression.Options(0.1, 1e-7, 1_000);
        SparseLogisticRegression smile = kind == TaskKind.BINARY
                ? SparseLogisticRegression.binomial(data, options)
                : SparseLogisticRegression.multinomial(data, options);

        Scorer scorer = SmileLogisticTrainer.train(set, spec(false), RunControl.UNWATCHED);

        double[] scores = set.scores(scorer, 0, set.size());
        int classes = set.space().classes().size();
        for (int row = 0; row < set.size(); row++) {
            double[] shares = new double[classes];
            smile.predict(sparse(rows, row), shares);
            double[] expected = kind == TaskKind.BINARY ? new double[] {shares[1]} : shares;
            assertThat(Arrays.copyOfRange(scores, row * scorer.outputs(), (row + 1) * scorer.outputs()))
                    .as("row %d", row)
                    .containsExactly(expected, within(1e-3));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void theGradientIsTheOneOfTheLoss(TaskKind kind) {
        TrainingSet set = TrainingSet.of(Snapshots.withText(kind, 150, 4), spec(true));
        LinearTerms terms = LinearTerms.of(set);
        double[] weights = ClassWeights.of(set, TrainingOptions.none().withBalanced(true));
        SmileLogisticLoss loss =
                new SmileLogisticLoss(terms.rows(), set.labels(), weights, terms.terms(), 0.3, RunControl.UNWATCHED);
        SplittableRandom random = new SplittableRandom(1);
        double[] at = IntStream.range(0, loss.size())
                .mapToDouble(i -> random.nextGaussian() / 3)
                .toArray();
        double[] gradient = new double[at.length];

        assertThat(loss.g(at, gradient)).isEqualTo(loss.f(at));
        for (int i = 0; i < at.length; i += 7) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            assertThat(gradient[i]).isCloseTo((loss.f(above) - loss.f(below)) / 2e-5, within(1e-4));
        }
    }

    /** With an intercept that costs nothing, what is said of weighted events has their weighted mean. */
    @Test
    void balancedClassesAreSaidHalfTheTime() {
        TrainingSet set = TrainingSet.of(Snapshots.of(TaskKind.BINARY, 900, 4), spec(true));
        double[] weights = ClassWeights.of(set, TrainingOptions.none().withBalanced(true));

        double[] scores = set.scores(SmileLogisticTrainer.train(set, spec(true), RunControl.UNWATCHED), 0, set.size());

        double sum = 0;
        for (int row = 0; row < set.size(); row++) {
            sum += weights[set.labels()[row]] * scores[row];
        }
        assertThat(sum / set.size()).isCloseTo(0.5, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void textsAreScoredAsTheyWereTrained(TaskKind kind) {
        var snapshot = Snapshots.withText(kind, 400, 4);
        TrainingSet set = TrainingSet.of(snapshot, spec(false));
        LinearTerms terms = LinearTerms.of(set);
        double[][] fitted = SmileLogisticTrainer.fit(set, terms, spec(false), RunControl.UNWATCHED);
        Scorer scorer = SmileLogisticTrainer.compile(set, terms, fitted);
        double[] encoded = new FeatureEncoder(set.schema()).encode(snapshot.features());
        double[] scores = new double[set.size() * scorer.outputs()];

        scorer.score(encoded, set.size(), scores);

        assertThat(set.encoded(0, set.size())).containsExactly(encoded);
        SparseRows rows = terms.rows();
        for (int row = 0; row < set.size(); row++) {
            double sum = rows.product(row, fitted[0], 0) + fitted[0][terms.terms()];
            double reference = scores[row * scorer.outputs() + scorer.outputs() - 1];
            double odds = kind == TaskKind.BINARY
                    ? scores[row] / (1 - scores[row])
                    : scores[row * scorer.outputs()] / reference;
            assertThat(Math.log(odds)).as("row %d", row).isCloseTo(sum, within(1e-6));
        }
    }
}
