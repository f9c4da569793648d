package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TrainingOptions;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.world.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With balanced weights a rare class is said more often, and the rates of training stay what they were. */
final class ClassWeightsTest {
    private static final TrainingSnapshot SNAPSHOT = Snapshots.withRare(TaskKind.BINARY, "1", 1_500, 3);
    private static final TrainingSnapshot SEVERAL = Snapshots.withRare(TaskKind.MULTICLASS, "low", 1_500, 3);

    private static ModelArtifact trained(TrainingSnapshot snapshot, String algorithm, boolean balanced) {
        TaskKind kind = snapshot.spec().task().kind();
        Map<String, String> parameters = algorithm.equals("random-forest") || algorithm.equals("lightgbm")
                ? Map.of("trees", "40", "nodeSize", "30")
                : algorithm.equals("decision-tree") ? Map.of("maxDepth", "2") : Map.of("lambda", "200");
        TrainingSection section = new TrainingSection(
                algorithm,
                Optional.empty(),
                5,
                parameters,
                TrainingOptions.none().withBalanced(balanced));
        return new Trainer().train(snapshot, TrainingSpecs.of(section, kind), RunControl.UNWATCHED);
    }

    private static double meanScore(ModelArtifact artifact, int output) {
        CompiledModel model = artifact.model();
        SplittableRandom random = new SplittableRandom(77);
        List<RawInput> inputs =
                Stream.generate(() -> Snapshots.input(random, false)).limit(500).toList();
        double[] numbers = model.numbers(inputs);
        int outputs = model.scorer().outputs();
        double sum = 0;
        for (int row = 0; row < inputs.size(); row++) {
            sum += numbers[row * outputs + output];
        }
        return sum / inputs.size();
    }

    @Test
    void balancedWeightsMakeAllClassesCountTheSame() {
        TrainingSet set = TrainingSet.of(SEVERAL);
        double[] weights = ClassWeights.of(set, TrainingOptions.none().withBalanced(true));

        for (int of = 0; of < weights.length; of++) {
            assertThat(weights[of] * set.space().rates().get(of)).isCloseTo(1.0 / 3, within(1e-12));
        }
        assertThat(ClassWeights.of(set, TrainingOptions.none())).containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-forest", "lightgbm", "decision-tree", "logistic-regression"})
    void theRarerOfTwoIsSaidMoreOften(String algorithm) {
        ModelArtifact plain = trained(SNAPSHOT, algorithm, false);
        ModelArtifact balanced = trained(SNAPSHOT, algorithm, true);
        double rate = plain.model().manifest().outcomes().rates().get(1);

        assertThat(rate).isLessThan(0.3);
        assertThat(meanScore(balanced, 0)).isGreaterThan(meanScore(plain, 0) + 0.05);
        assertThat(balanced.model().manifest().outcomes())
                .isEqualTo(plain.model().manifest().outcomes());
        assertThat(balanced.model().manifest().provenance().parameters()).containsEntry("classWeights", "balanced");
        assertThat(plain.model().manifest().provenance().parameters()).doesNotContainKey("classWeights");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-forest", "lightgbm", "decision-tree", "logistic-regression"})
    void theRarestOfThreeIsSaidMoreOften(String algorithm) {
        ModelArtifact plain = trained(SEVERAL, algorithm, false);
        List<Double> rates = plain.model().manifest().outcomes().rates();
        int rarest = rates.indexOf(rates.stream().min(Double::compare).orElseThrow());

        assertThat(rates.get(rarest)).isLessThan(0.3);
        assertThat(meanScore(trained(SEVERAL, algorithm, true), rarest)).isGreaterThan(meanScore(plain, rarest) + 0.03);
    }
}
