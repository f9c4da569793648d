package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.task.TrainingOptions;
import dev.understudy.engine.task.TrainingSection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingOverridesTest {
    private static final TrainingSection FILE = new TrainingSection(
            "random-forest", Optional.of(Duration.ofDays(730)), 42, Map.of("trees", "200", "maxDepth", "12"));

    private static TrainingSection applied(Map<String, String> settings) {
        return new TrainingOverrides(Optional.empty(), settings).applyTo(FILE);
    }

    private static void assertRefused(ErrorCode code, String named, Map<String, String> settings) {
        assertThatThrownBy(() -> TrainingSpecs.of(applied(settings), TaskKind.BINARY))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(named);
    }

    @Test
    void noneLeavesTheFileAsItIs() {
        assertThat(TrainingOverrides.none().applyTo(FILE)).isEqualTo(FILE);
    }

    @Test
    void aSeedReplacesTheSeedAlone() {
        assertThat(applied(Map.of("seed", "7")))
                .isEqualTo(new TrainingSection("random-forest", FILE.window(), 7, FILE.parameters()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters.trees", "trees"})
    void aParameterIsNamedByItsPathOrItsBareName(String path) {
        assertThat(applied(Map.of(path, "10")).parameters()).isEqualTo(Map.of("trees", "10", "maxDepth", "12"));
    }

    @Test
    void theWindowIsADuration() {
        assertThat(applied(Map.of("window", "P30D")).window()).contains(Duration.ofDays(30));
    }

    @Test
    void anotherAlgorithmDropsTheFilesParameters() {
        TrainingSection section =
                new TrainingOverrides(Optional.of("decision-tree"), Map.of("nodeSize", "3")).applyTo(FILE);

        assertThat(section.algorithm()).isEqualTo("decision-tree");
        assertThat(section.parameters()).isEqualTo(Map.of("nodeSize", "3"));
        assertThat(section.seed()).isEqualTo(42);
    }

    @Test
    void theSameAlgorithmKeepsTheFilesParameters() {
        assertThat(new TrainingOverrides(Optional.of("random-forest"), Map.of()).applyTo(FILE))
                .isEqualTo(FILE);
    }

    @Test
    void anAlgorithmAmongTheSettingsCountsToo() {
        TrainingSection section = applied(Map.of("algorithm", "logistic-regression"));

        assertThat(section.algorithm()).isEqualTo("logistic-regression");
        assertThat(section.parameters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "leaves, 3, training.parameters.leaves",
        "parameters.leaves, 3, training.parameters.leaves",
        "maxDepth, 1, training.parameters.maxDepth",
        "trees, many, training.parameters.trees",
        "trees, 0, training.parameters.trees",
        "trees, 100001, training.parameters.trees",
        "subsample, NaN, training.parameters.subsample",
        "subsample, 1.01, training.parameters.subsample",
        "seed, x, training.seed",
        "window, two weeks, training.window",
        "window, P0D, training.window",
        "window, -P1D, training.window",
        "algorithm, oracle, training.algorithm",
        "classWeights, heavy, training.classWeights",
        "calibration, beta, training.calibration",
        "text.dimensions, 15, training.text.dimensions",
        "text.dimensions, many, training.text.dimensions"
    })
    void whatDoesNotFitIsRefusedByItsPath(String path, String value, String named) {
        assertRefused(ErrorCode.TRAINING_INVALID, named, Map.of(path, value));
    }

    @Test
    void optionsReplaceTheFiles() {
        TrainingSection section =
                applied(Map.of("classWeights", "balanced", "calibration", "platt", "text.dimensions", "64"));

        assertThat(section.options()).isEqualTo(new TrainingOptions(true, CalibrationMethod.PLATT, 64));
        assertThat(section.parameters()).isEqualTo(FILE.parameters());
        assertThat(TrainingSpecs.of(section, TaskKind.BINARY).settings())
                .containsEntry("classWeights", "balanced")
                .containsEntry("calibration", "platt")
                .containsEntry("text.dimensions", "64")
                .containsEntry("trees", "200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradient-boosting", "ada-boost"})
    void algorithmsWithoutWeightsSaySo(String algorithm) {
        assertRefused(
                ErrorCode.TRAINING_INVALID,
                "training.classWeights: " + algorithm + " takes no weights; expected one of random-forest, lightgbm",
                Map.of("algorithm", algorithm, "classWeights", "balanced"));
    }

    @ParameterizedTest
    @CsvSource({"classWeights, balanced", "calibration, isotonic"})
    void aRegressionHasNoClassesToWeighOrCalibrate(String option, String value) {
        TrainingSection section = applied(Map.of(option, value));

        assertThatThrownBy(() -> TrainingSpecs.of(section, TaskKind.REGRESSION))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TRAINING_INVALID))
                .hasMessageContaining("training." + option);
    }

    @Test
    void aRegressionTakesNoLogisticRegression() {
        assertThatThrownBy(() -> TrainingSpecs.of(
                        new TrainingSection("logistic-regression", Optional.empty(), 1, Map.of()), TaskKind.REGRESSION))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TRAINING_INVALID));
    }

    @Test
    void aSpecificationNamesAllItsParameters() {
        assertThat(TrainingSpecs.of(applied(Map.of("mtry", "2")), TaskKind.BINARY)
                        .parameters())
                .isEqualTo(Map.of("trees", "200", "maxDepth", "12", "nodeSize", "5", "mtry", "2", "subsample", "1.0"));
    }
}
