package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.world.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the conditions that no other coefficients meet: at the optimum errors and penalty pull alike. */
final class PenalisedRegressionTest {
    private static final TrainingSet SET = TrainingSet.of(Snapshots.of(TaskKind.REGRESSION, 800, 3));
    private static final TrainingSet WITH_TEXT =
            TrainingSet.of(Snapshots.withText(TaskKind.REGRESSION, 400, 4), spec("ridge", 1));

    private static TrainingSpec.PenalisedRegression spec(String algorithm, double lambda) {
        return (TrainingSpec.PenalisedRegression) TrainingSpecs.of(
                new TrainingSection(
                        algorithm,
                        Optional.empty(),
                        5,
                        Map.of("lambda", Double.toString(lambda), "tolerance", "1e-11", "maxIterations", "5000")),
                TaskKind.REGRESSION);
    }

    private static double predicted(double[] fitted, SparseRows rows, int row) {
        return fitted[fitted.length - 1] + rows.product(row, fitted, 0);
    }

    /** What the errors pull at each coefficient, both in standard deviations of the outcome; the intercept's last. */
    private static double[] pull(TrainingSet set, double[] fitted) {
        SparseRows rows = LinearTerms.of(set).rows();
        double[] pull = new double[fitted.length];
        for (int row = 0; row < set.size(); row++) {
            double error = (set.outcomes()[row] - predicted(fitted, rows, row)) / deviation(set) / set.size();
            for (int entry = rows.start(row); entry < rows.start(row + 1); entry++) {
                pull[rows.term(entry)] += error * rows.value(entry);
            }
            pull[pull.length - 1] += error;
        }
        return pull;
    }

    private static double deviation(TrainingSet set) {
        double mean = Arrays.stream(set.outcomes()).average().orElseThrow();
        return Math.sqrt(Arrays.stream(set.outcomes())
                .map(outcome -> (outcome - mean) * (outcome - mean))
                .average()
                .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.01, 1})
    void ridgeIsAtItsOptimum(double lambda) {
        double[] fitted = PenalisedRegressionTrainer.fit(SET, spec("ridge", lambda), RunControl.UNWATCHED);
        double[] pull = pull(SET, fitted);

        assertThat(pull[pull.length - 1]).isCloseTo(0, within(1e-8));
        for (int term = 0; term < pull.length - 1; term++) {
            assertThat(pull[term]).as("term %d", term).isCloseTo(lambda * fitted[term] / deviation(SET), within(1e-8));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.01, 0.3})
    void lassoIsAtItsOptimum(double lambda) {
        double[] fitted = PenalisedRegressionTrainer.fit(SET, spec("lasso", lambda), RunControl.UNWATCHED);
        double[] pull = pull(SET, fitted);

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
        for (TrainingSet set : List.of(SET, WITH_TEXT)) {
            double[] fitted = PenalisedRegressionTrainer.fit(set, spec(algorithm, 0.01), RunControl.UNWATCHED);
            Scorer scorer = PenalisedRegressionTrainer.train(set, spec(algorithm, 0.01), RunControl.UNWATCHED);
            SparseRows rows = LinearTerms.of(set).rows();
            double[] scores = set.scores(scorer, 0, set.size());

            for (int row = 0; row < set.size(); row++) {
                assertThat(scores[row]).isCloseTo(predicted(fitted, rows, row), within(1e-12));
            }
        }
    }

    @Test
    void ridgeOnTextsIsAtItsOptimum() {
        double[] fitted = PenalisedRegressionTrainer.fit(WITH_TEXT, spec("ridge", 0.01), RunControl.UNWATCHED);
        double[] pull = pull(WITH_TEXT, fitted);

        assertThat(pull).hasSizeGreaterThan(100);
        for (int term = 0; term < pull.length - 1; term++) {
            assertThat(pull[term])
                    .as("term %d", term)
                    .isCloseTo(0.01 * fitted[term] / deviation(WITH_TEXT), within(1e-8));
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
