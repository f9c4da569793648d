package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.model.NetworkScorer;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.ScorerForm;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.world.Snapshots;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MlpTrainerTest {
    private static TrainingSpec.Mlp spec(TaskKind kind, Map<String, String> parameters) {
        return (TrainingSpec.Mlp) TrainingSpecs.of(new TrainingSection("mlp", Optional.empty(), 5, parameters), kind);
    }

    private static double error(TrainingSet set, Scorer scorer) {
        double[] scores = new double[set.size() * scorer.outputs()];
        scorer.score(set.rows(), set.size(), scores);
        double sum = 0;
        for (int row = 0; row < set.size(); row++) {
            double outcome = set.outcomes()[row];
            sum += switch (set.kind()) {
                case BINARY -> (scores[row] >= 0.5) == (outcome == 1) ? 0 : 1;
                case MULTICLASS -> 1 - scores[row * scorer.outputs() + (int) outcome];
                case REGRESSION -> Math.abs(scores[row] - outcome);
            };
        }
        return sum / set.size();
    }

    @ParameterizedTest
    @EnumSource
    void itLearnsWhatTheOutcomeIsMadeOf(TaskKind kind) {
        Scorer scorer = MlpTrainer.train(
                TrainingSet.of(Snapshots.of(kind, 2_000, 3)), spec(kind, Map.of()), RunControl.UNWATCHED);

        double error = error(TrainingSet.of(Snapshots.of(kind, 500, 4)), scorer);

        // a constant is wrong about 0.4, 0.6 and 2.8
        assertThat(error)
                .isLessThan(
                        switch (kind) {
                            case BINARY -> 0.16;
                            case MULTICLASS -> 0.32;
                            case REGRESSION -> 1.1;
                        });
    }

    @Test
    void theSlopesAreThoseOfTheLoss() {
        TrainingSet set = TrainingSet.of(Snapshots.of(TaskKind.REGRESSION, 40, 3));
        MlpInputs inputs = new MlpInputs(set);
        int[] sizes = {5, 4, 1};
        // a step of Adam from rest goes against the sign of each slope, by the learning rate
        double rate = 1e-4;
        MlpNetwork before = new MlpNetwork(inputs, sizes, rate, 0, 7);
        MlpNetwork after = new MlpNetwork(inputs, sizes, rate, 0, 7);
        double wrong = after.sums(set.rows(), 0)[0] - 3;
        after.learn(set.rows(), 0, new double[] {wrong});
        after.step(1);

        int checked = 0;
        for (int layer = 0; layer < sizes.length; layer++) {
            double[] old = before.layers(1, 0).get(layer).weight();
            double[] moved = after.layers(1, 0).get(layer).weight();
            for (int i = 0; i < old.length; i++) {
                double slope = slope(set, inputs, before, layer, i);
                if (Math.abs(slope) > 1e-3) {
                    assertThat(moved[i] - old[i])
                            .as("layer %d, weight %d", layer, i)
                            .isCloseTo(-Math.signum(slope) * rate, within(rate * 1e-3));
                    checked++;
                } else if (Math.abs(slope) < 1e-12) {
                    assertThat(moved[i]).isEqualTo(old[i]);
                }
            }
        }
        assertThat(checked).isGreaterThan(15);
    }

    /** Of half the squared error of the first event, by differences. */
    private static double slope(TrainingSet set, MlpInputs inputs, MlpNetwork network, int layer, int weight) {
        double step = 1e-6;
        return (loss(set, inputs, network, layer, weight, step) - loss(set, inputs, network, layer, weight, -step))
                / (2 * step);
    }

    private static double loss(
            TrainingSet set, MlpInputs inputs, MlpNetwork network, int layer, int weight, double by) {
        var layers = network.layers(1, 0);
        layers.get(layer).weight()[weight] += by;
        double[] sum = new double[1];
        new NetworkScorer(set.schema().positions(), inputs.mean(), inputs.deviation(), layers, ScorerForm.Link.IDENTITY)
                .sums(set.rows(), 1, sum);
        return (sum[0] - 3) * (sum[0] - 3) / 2;
    }

    @Test
    void theCompiledNetworkSaysWhatTheTrainersDoes() {
        TrainingSet set = TrainingSet.of(Snapshots.of(TaskKind.MULTICLASS, 300, 3));
        MlpInputs inputs = new MlpInputs(set);
        MlpNetwork network = new MlpNetwork(inputs, new int[] {9, 6, 3}, 0.01, 0, 7);
        double[] sums = new double[set.size() * 3];
        new NetworkScorer(
                        set.schema().positions(),
                        inputs.mean(),
                        inputs.deviation(),
                        network.layers(1, 0),
                        ScorerForm.Link.SOFTMAX)
                .sums(set.rows(), set.size(), sums);

        for (int row = 0; row < set.size(); row++) {
            assertThat(Arrays.copyOfRange(sums, row * 3, row * 3 + 3))
                    .containsExactly(network.sums(set.rows(), row * set.schema().width()), within(1e-12));
        }
    }

    @Test
    void itsScoresCannotBeExplainedYetAndSaySo() {
        ModelArtifact artifact = new Trainer()
                .train(
                        Snapshots.of(TaskKind.BINARY, 200, 3),
                        spec(TaskKind.BINARY, Map.of("epochs", "2")),
                        RunControl.UNWATCHED);

        assertThat(artifact.model().manifest().provenance().importance()).isEmpty();
        assertThatThrownBy(() -> artifact.model().explain(RawInput.of(Map.of("size", "3"))))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_EXPLAINABLE))
                .hasMessageContaining("neural network");
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

        assertThatThrownBy(() -> MlpTrainer.train(
                        TrainingSet.of(Snapshots.of(TaskKind.BINARY, 200, 3)),
                        spec(TaskKind.BINARY, Map.of()),
                        stopped))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
}
