package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.model.Manifest;
import dev.understudy.engine.statistics.DecisionCosts;
import dev.understudy.engine.task.DecisionRule;
import dev.understudy.engine.task.DecisionThreshold;
import dev.understudy.engine.task.ThresholdGoal;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.world.Snapshots;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class ThresholdTuningTest {
    private static final DecisionCosts COSTS = new DecisionCosts(4, 9);

    private static double value(ThresholdGoal goal, double threshold, double[] scores, boolean[] positive) {
        double right = 0;
        double wrong = 0;
        double missed = 0;
        for (int row = 0; row < scores.length; row++) {
            boolean decided = scores[row] >= threshold;
            right += decided && positive[row] ? 1 : 0;
            wrong += decided && !positive[row] ? 1 : 0;
            missed += !decided && positive[row] ? 1 : 0;
        }
        return goal == ThresholdGoal.F1
                ? 2 * right / (2 * right + wrong + missed)
                : (4 * wrong + 9 * missed) / scores.length;
    }

    @RepeatedTest(30)
    void noOtherThresholdIsBetter(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        double[] scores = random.ints(50, 0, 21).mapToDouble(i -> i / 20.0).toArray();
        boolean[] positive = new boolean[scores.length];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = row == 0 || random.nextDouble() < scores[row] * scores[row];
        }

        for (ThresholdGoal goal : ThresholdGoal.values()) {
            ThresholdTuning.Best best = ThresholdTuning.of(goal, Optional.of(COSTS), scores, positive);

            assertThat(best.threshold()).isBetween(0.0, 1.0);
            assertThat(best.value()).isEqualTo(value(goal, best.threshold(), scores, positive));
            for (int step = 0; step <= 2_000; step++) {
                double other = value(goal, step / 2_000.0, scores, positive);
                assertThat(goal == ThresholdGoal.F1 ? other <= best.value() : other >= best.value())
                        .as("%s at %s", goal, step / 2_000.0)
                        .isTrue();
            }
        }
    }

    @Test
    void ofEqualThresholdsItIsTheOneNearestToTheMiddle() {
        boolean[] positive = {true, false, true, false};
        double[] scores = {0.9, 0.7, 0.5, 0.1};
        // both errors cost 1: one error at 0.8 and at 0.3
        ThresholdTuning.Best best =
                ThresholdTuning.of(ThresholdGoal.COST, Optional.of(new DecisionCosts(1, 1)), scores, positive);

        assertThat(best.threshold()).isEqualTo(0.3);
    }

    @Test
    void scoresWithNothingInBetweenAreToldApart() {
        double above = Math.nextUp(0.5);
        ThresholdTuning.Best best = ThresholdTuning.of(
                ThresholdGoal.F1, Optional.empty(), new double[] {0.5, above}, new boolean[] {false, true});

        assertThat(best.threshold()).isEqualTo(above);
        assertThat(best.value()).isEqualTo(1);
    }

    @Test
    void theTunedThresholdIsInTheManifestAndDecides() {
        DecisionRule rule = new DecisionRule(
                new DecisionThreshold.Tuned(ThresholdGoal.COST), Optional.of(new DecisionCosts(1, 20)), "EUR");
        TrainingSpec spec = TrainingSpecs.of(
                new TrainingSection("random-forest", Optional.empty(), 5, Map.of("trees", "20")), TaskKind.BINARY);

        CompiledModel model = new Trainer()
                .train(Snapshots.deciding(Snapshots.of(TaskKind.BINARY, 600, 3), rule), spec, RunControl.UNWATCHED)
                .model();

        Manifest manifest = model.manifest();
        assertThat(manifest.threshold()).isBetween(0.001, 0.4);
        assertThat(manifest.provenance().metrics())
                .containsEntry("threshold", manifest.threshold())
                .containsKey("out-of-time-cost");
        assertThat(model.label(new double[] {manifest.threshold()}, 0)).contains("1");
        assertThat(model.label(new double[] {Math.nextDown(manifest.threshold())}, 0))
                .contains("0");
    }
}
