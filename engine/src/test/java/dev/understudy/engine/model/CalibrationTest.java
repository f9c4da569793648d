package dev.understudy.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.CalibrationMethod;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CalibrationTest {
    private static final IsotonicCalibration STEPS = new IsotonicCalibration(
            new int[] {0, 4}, new double[] {0.2, 0.4, 0.6, 0.8}, new double[] {0.1, 0.1, 0.5, 0.9});

    private static void assertRefused(CalibrationMethod method, String tensor, Tensor wrong) {
        ModelArtifact artifact = Models.calibrated(TaskKind.BINARY, method);
        SortedMap<String, Tensor> tensors = Models.tensors(artifact);
        assertThat(tensors).containsKey(tensor);
        tensors.put(tensor, wrong);

        assertThatThrownBy(() -> Models.withTensors(artifact, tensors))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID))
                .hasMessageContaining("calibration");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1", "0.2, 0.1", "0.3, 0.1", "0.4, 0.1", "0.5, 0.3", "0.6, 0.5", "0.65, 0.6", "0.8, 0.9", "1, 0.9"
    })
    void isotonicCurvesRunStraightBetweenKnots(double score, double probability) {
        assertThat(STEPS.probability(0, score)).isCloseTo(probability, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.001", "0.25", "0.5", "0.9999"})
    void slopeOneAndInterceptZeroLeaveScores(double score) {
        assertThat(new PlattCalibration(new double[] {1, 0}).probability(0, score))
                .isCloseTo(score, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void certaintiesStayFinite(double score) {
        assertThat(new PlattCalibration(new double[] {2, 0.5}).probability(0, score))
                .isBetween(0.0, 1.0);
    }

    @Test
    void classesAddUpToOneAgain() {
        Calibration calibration = new PlattCalibration(new double[] {1, 0, 2, 0, 1, 0.7});
        double[] scores = {9, 0.5, 0.3, 0.2};

        calibration.apply(scores, 1);

        assertThat(scores[0]).isEqualTo(9);
        assertThat(scores[1] + scores[2] + scores[3]).isCloseTo(1, within(1e-12));
        double second = calibration.probability(1, 0.3);
        assertThat(scores[2] / scores[1]).isCloseTo(second / 0.5, within(1e-12));
    }

    @Test
    void whereNoClassIsLikelyTheScoresStand() {
        double[] scores = {0.7, 0.3};

        new IsotonicCalibration(new int[] {0, 1, 2}, new double[] {0.5, 0.5}, new double[] {0, 0}).apply(scores, 0);

        assertThat(scores).containsExactly(0.7, 0.3);
    }

    @Test
    void theManifestNamesTheMethod() {
        ModelArtifact artifact = Models.calibrated(TaskKind.BINARY, CalibrationMethod.PLATT);

        assertThat(artifact.model().manifest().calibration()).isEqualTo(CalibrationMethod.PLATT);
        assertThat(artifact.model().scorer()).isInstanceOf(CalibratedScorer.class);
        assertThatThrownBy(() -> ModelArtifact.read(
                        Models.manifest(artifact, "\"platt\"", "\"none\"", artifact.tensorBytes()),
                        artifact.tensorBytes()))
                .isInstanceOf(UnderstudyException.class)
                .hasMessageContaining("tensors that nobody needs");
    }

    @Test
    void damagedCurvesAreRefused() {
        assertRefused(CalibrationMethod.PLATT, "calibration.platt", Tensor.Doubles.of(1, 2, 3));
        assertRefused(CalibrationMethod.PLATT, "calibration.platt", Tensor.Doubles.of(1, Double.NaN));
        assertRefused(CalibrationMethod.ISOTONIC, "calibration.start", Tensor.Ints.of(0, 1_000));
        assertRefused(CalibrationMethod.ISOTONIC, "calibration.start", Tensor.Ints.of(0, 0));
        assertRefused(CalibrationMethod.ISOTONIC, "calibration.score", Tensor.Doubles.of(0.5));
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0.2, 0.1, 0.3", "0.3, 0.2, 0.1, 0.3", "0.1, 0.2, 0.4, 0.3", "0.1, 0.2, 0.4, 1.1"})
    void curvesThatFallOrLeaveTheirBoundsAreRefused(double first, double last, double low, double high) {
        ModelArtifact artifact = Models.calibrated(TaskKind.BINARY, CalibrationMethod.ISOTONIC);
        SortedMap<String, Tensor> tensors = Models.tensors(artifact);
        tensors.put("calibration.start", Tensor.Ints.of(0, 2));
        tensors.put("calibration.score", new Tensor.Doubles(List.of(2), new double[] {first, last}));
        tensors.put("calibration.probability", new Tensor.Doubles(List.of(2), new double[] {low, high}));

        assertThatThrownBy(() -> Models.withTensors(artifact, tensors))
                .isInstanceOf(UnderstudyException.class)
                .hasMessageContaining("falls or leaves 0 to 1");
    }
}
