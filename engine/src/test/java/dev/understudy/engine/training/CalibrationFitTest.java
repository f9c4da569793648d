package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.CalibratedScorer;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.model.IsotonicCalibration;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.task.TrainingOptions;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.world.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CalibrationFitTest {
    private static TrainingSpec spec(CalibrationMethod method, boolean balanced, TaskKind kind) {
        return TrainingSpecs.of(
                new TrainingSection(
                        "random-forest",
                        Optional.empty(),
                        5,
                        Map.of("trees", "30"),
                        new TrainingOptions(balanced, method, 4_096)),
                kind);
    }

    private static CompiledModel train(TrainingSnapshot snapshot, CalibrationMethod method, boolean balanced) {
        return new Trainer()
                .train(snapshot, spec(method, balanced, snapshot.spec().task().kind()), RunControl.UNWATCHED)
                .model();
    }

    /** What isotonic regression is by its min-max formula: the largest over beginnings of the least mean over ends. */
    private static double[] minMax(double[] scores, boolean[] positive) {
        double[] distinct = Arrays.stream(scores).sorted().distinct().toArray();
        double[] heights = new double[distinct.length];
        for (int at = 0; at < distinct.length; at++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int from = 0; from <= at; from++) {
                double least = Double.POSITIVE_INFINITY;
                for (int to = at; to < distinct.length; to++) {
                    double low = distinct[from];
                    double high = distinct[to];
                    least = Math.min(
                            least,
                            IntStream.range(0, scores.length)
                                    .filter(row -> scores[row] >= low && scores[row] <= high)
                                    .mapToDouble(row -> positive[row] ? 1 : 0)
                                    .average()
                                    .orElseThrow());
                }
                most = Math.max(most, least);
            }
            heights[at] = most;
        }
        return heights;
    }

    @RepeatedTest(20)
    void isotonicCurvesAreThoseOfTheMinMaxFormula(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        double[] scores = random.ints(40, 0, 25).mapToDouble(i -> i / 25.0).toArray();
        boolean[] positive = new boolean[scores.length];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = random.nextDouble() < scores[row];
        }
        int all = (int) IntStream.range(0, 40).filter(row -> positive[row]).count();

        List<IsotonicFit.Knot> knots = IsotonicFit.of(scores, positive);

        IsotonicCalibration curve = new IsotonicCalibration(
                new int[] {0, knots.size()},
                knots.stream().mapToDouble(IsotonicFit.Knot::score).toArray(),
                knots.stream().mapToDouble(IsotonicFit.Knot::probability).toArray());
        double[] expected = minMax(scores, positive);
        double[] distinct = Arrays.stream(scores).sorted().distinct().toArray();
        for (int at = 0; at < distinct.length; at++) {
            double bounded = Math.min((all + 1.0) / (all + 2), Math.max(1.0 / (40 - all + 2), expected[at]));
            assertThat(curve.probability(0, distinct[at])).isCloseTo(bounded, within(1e-12));
        }
    }

    @RepeatedTest(5)
    void plattsCurveIsWhereItsLossIsLevel(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        double[] scores = random.doubles(500, -6, 3).toArray();
        boolean[] positive = new boolean[scores.length];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = random.nextDouble() < 1 / (1 + Math.exp(-(0.7 * scores[row] + 1)));
        }

        double[] curve = PlattFit.of(scores, positive);

        double[] targets = PlattFit.targets(positive);
        double bySlope = 0;
        double byIntercept = 0;
        for (int row = 0; row < scores.length; row++) {
            double error = 1 / (1 + Math.exp(-(curve[0] * scores[row] + curve[1]))) - targets[row];
            bySlope += error * scores[row];
            byIntercept += error;
        }
        assertThat(bySlope).isCloseTo(0, within(1e-4));
        assertThat(byIntercept).isCloseTo(0, within(1e-4));
        assertThat(curve[0]).isCloseTo(0.7, within(0.25));
        assertThat(curve[1]).isCloseTo(1, within(0.5));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATT", "ISOTONIC"})
    void whatWeightsDistortCalibrationMends(CalibrationMethod method) {
        TrainingSnapshot snapshot = Snapshots.withRare(TaskKind.BINARY, "1", 2_000, 3);
        TrainingSet later = TrainingSet.of(Snapshots.withRare(TaskKind.BINARY, "1", 2_000, 4));
        double rate = later.space().rates().get(1);

        double weighted = mean(train(snapshot, CalibrationMethod.NONE, true), later);
        double mended = mean(train(snapshot, method, true), later);

        assertThat(weighted - rate).isGreaterThan(0.03);
        assertThat(mended).isCloseTo(rate, within(0.02));
    }

    private static double mean(CompiledModel model, TrainingSet events) {
        return Arrays.stream(events.scores(model.scorer(), 0, events.size()))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATT", "ISOTONIC"})
    void severalClassesAddUpToOne(CalibrationMethod method) {
        TrainingSnapshot snapshot = Snapshots.of(TaskKind.MULTICLASS, 600, 3);
        CompiledModel model = train(snapshot, method, false);
        TrainingSet set = TrainingSet.of(snapshot);
        double[] scores = set.scores(model.scorer(), 0, set.size());

        for (int row = 0; row < set.size(); row++) {
            assertThat(scores[3 * row] + scores[3 * row + 1] + scores[3 * row + 2])
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void theModelItselfHasSeenAllEvents() {
        TrainingSnapshot snapshot = Snapshots.of(TaskKind.BINARY, 400, 3);

        CompiledModel calibrated = train(snapshot, CalibrationMethod.PLATT, false);

        CompiledModel plain = train(snapshot, CalibrationMethod.NONE, false);
        TrainingSet set = TrainingSet.of(snapshot);
        assertThat(set.scores(((CalibratedScorer) calibrated.scorer()).raw(), 0, set.size()))
                .containsExactly(set.scores(plain.scorer(), 0, set.size()));
        assertThat(calibrated.manifest().provenance().metrics()).containsKey("out-of-time-log-loss");
    }

    @Test
    void tooFewEventsAreRefused() {
        assertThatThrownBy(() -> train(Snapshots.of(TaskKind.BINARY, 240, 3), CalibrationMethod.PLATT, false))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ENOUGH_DATA))
                .hasMessageContaining("there are 48 of 240");
    }
}
