package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.FeatureEncoder;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.world.Snapshots;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smile.util.SparseArray;

/** Held against the conditions that no other coefficients meet: at the optimum errors and penalty pull alike. */
final class PenalisedRegressionTest {
    private static final TrainingSet SET = TrainingSet.of(Snapshots.of(TaskKind.REGRESSION, 800, 3));

    private static TrainingSpec.PenalisedRegression spec(String algorithm, double lambda) {
        return (TrainingSpec.PenalisedRegression) TrainingSpecs.of(
                new TrainingSection(
                        algorithm,
                        Optional.empty(),
                        5,
                        Map.of("lambda", Double.toString(lambda), "tolerance", "1e-11", "maxIterations", "5000")),
                TaskKind.REGRESSION);
    }

    private static double predicted(double[] fitted, SparseArray terms) {
        double sum = fitted[fitted.length - 1];
        for (SparseArray.Entry term : terms) {
            sum += fitted[term.index()] * term.value();
        }
        return sum;
    }

    /** What the errors pull at each coefficient, both in standard deviations of the outcome; the intercept's last. */
    private static double[] pull(double[] fitted) {
        SmileStandardisation scale = SmileStandardisation.of(SET);
        double[] pull = new double[fitted.length];
        for (int row = 0; row < SET.size(); row++) {
            SparseArray terms = scale.sparse(SET.rows(), row * SET.schema().width());
            double error = (SET.outcomes()[row] - predicted(fitted, terms)) / deviation() / SET.size();
            for (SparseArray.Entry term : terms) {
                pull[term.index()] += error * term.value();
            }
            pull[pull.length - 1] += error;
        }
        return pull;
    }

    private static double deviation() {
        double mean = Arrays.stream(SET.outcomes()).average().orElseThrow();
        return Math.sqrt(Arrays.stream(SET.outcomes())
                .map(outcome -> (outcome - mean) * (outcome - mean))
                .average()
                .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.01, 1})
    void ridgeIsAtItsOptimum(double lambda) {
        double[] fitted = PenalisedRegressionTrainer.fit(SET, spec("ridge", lambda), RunControl.UNWATCHED);
        double[] pull = pull(fitted);

        assertThat(pull[pull.length - 1]).isCloseTo(0, within(1e-8));
        for (int term = 0; term < pull.length - 1; term++) {
            assertThat(pull[term]).as("term %d", term).isCloseTo(lambda * fitted[term] / deviation(), within(1e-8));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.01, 0.3})
    void lassoIsAtItsOptimum(double lambda) {
        double[] fitted = PenalisedRegressionTrainer.fit(SET, spec("lasso", lambda), RunControl.UNWATCHED);
        double[] pull = pull(fitted);

        assertThat(pull[pull.length - 1]).isCloseTo(0, within(1e-8));
        for (int term = 0; term < pull.length - 1; term++) {
            if (fitted[term] == 0) {
                assertThat(Math.abs(pull[term])).as("term %d", term).isLessThanOrEqualTo(lambda + 1e-8);
            } else {
                assertThat(pull[term]).as("term %d", term).isCloseTo(lambda * Math.signum(fitted[term]), within(1e-8));
            }
        }
    }

    @Test
    void lassoDropsWhatTellsNothing() {
        double[] fitted = PenalisedRegressionTrainer.fit(SET, spec("lasso", 0.1), RunControl.UNWATCHED);

        assertThat(Arrays.stream(fitted).filter(coefficient -> coefficient == 0).count())
                .isGreaterThan(fitted.length / 2);
        assertThat(fitted[0]).as("size").isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ridge", "lasso"})
    void theCompiledModelSaysWhatTheCoefficientsSay(String algorithm) {
        double[] fitted = PenalisedRegressionTrainer.fit(SET, spec(algorithm, 0.01), RunControl.UNWATCHED);
        Scorer scorer = PenalisedRegressionTrainer.train(SET, spec(algorithm, 0.01), RunControl.UNWATCHED);
        SmileStandardisation scale = SmileStandardisation.of(SET);
        FeatureEncoder encoder = new FeatureEncoder(SET.schema());
        SplittableRandom random = new SplittableRandom(99);
        double[] row = new double[scorer.width()];
        double[] score = new double[1];

        for (int query = 0; query < 300; query++) {
            encoder.encode(Snapshots.input(random, true), row, 0);
            scorer.score(row, 1, score);
            assertThat(score[0]).isCloseTo(predicted(fitted, scale.sparse(row, 0)), within(1e-12));
        }
    }

    @Test
    void stoppingEndsAsCancelled() {
        RunControl stopped = new RunControl() {
            @Override
            public void progress(String stage, long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> PenalisedRegressionTrainer.fit(SET, spec("ridge", 0.01), stopped))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
}
