package dev.understudy.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.world.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ExplanationTest {
    private static final Map<String, String> SMALL = Map.of("trees", "8", "maxDepth", "5");

    static Stream<Arguments> models() {
        return Stream.of(TaskKind.values())
                .flatMap(kind -> Stream.concat(
                                Stream.of("random-forest", "gradient-boosting", "lightgbm"),
                                kind == TaskKind.REGRESSION
                                        ? Stream.of("decision-tree", "ridge", "lasso")
                                        : Stream.of("decision-tree", "ada-boost", "logistic-regression"))
                        .map(algorithm -> Arguments.of(kind, algorithm)));
    }

    private static ModelArtifact model(TaskKind kind, String algorithm) {
        boolean trees = !List.of("decision-tree", "ridge", "lasso", "logistic-regression")
                .contains(algorithm);
        ModelArtifact trained = Models.trained(kind, algorithm, trees ? SMALL : Map.of());
        return ModelArtifact.read(trained.manifestBytes(), trained.tensorBytes()); // as it comes out of a store
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("models")
    void baseAndContributionsAddUpToTheMarginAndThatGivesTheScore(TaskKind kind, String algorithm) {
        CompiledModel model = model(kind, algorithm).model();
        SplittableRandom random = new SplittableRandom(9);

        for (int event = 0; event < 20; event++) {
            RawInput input = Snapshots.input(random, true);
            Explanation explanation = model.explain(input);

            double[] margins = new double[explanation.outputs().size()];
            for (int output = 0; output < margins.length; output++) {
                Explanation.Output part = explanation.outputs().get(output);
                double sum = part.base()
                        + part.contributions().stream()
                                .mapToDouble(Explanation.Contribution::amount)
                                .sum();
                assertThat(sum).as(part.toString()).isCloseTo(part.margin(), within(1e-9));
                margins[output] = part.margin();
            }
            model.manifest().form().link().apply(margins, 0, margins.length);
            assertThat(margins)
                    .containsExactly(
                            explanation.outputs().stream()
                                    .mapToDouble(Explanation.Output::score)
                                    .toArray(),
                            within(1e-12));
            double[] scores = model.numbers(List.of(input));
            assertThat(explanation.outputs().stream().mapToDouble(Explanation.Output::score))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(scores).boxed().toList());
        }
    }

    @Test
    void aLinearModelsContributionsAreThoseOfAllSubsets() {
        ModelArtifact artifact = model(TaskKind.MULTICLASS, "logistic-regression");
        LinearScorer scorer = (LinearScorer) artifact.model().scorer();
        SortedMap<String, Tensor> tensors = scorer.tensors();
        double[] weights = ((Tensor.Doubles) tensors.get("weight")).values();
        double[] means = ((Tensor.Doubles) tensors.get("mean")).values();
        double[] intercepts = ((Tensor.Doubles) tensors.get("intercept")).values();
        int[] positions = artifact.model().manifest().schema().positions();
        double[] row = new double[positions.length];
        artifact.model().encoder().encode(Snapshots.input(new SplittableRandom(2), true), row, 0);
        double[] actual = new double[scorer.outputs() * positions.length];

        scorer.attribution().add(row, 0, actual);

        for (int output = 0; output < scorer.outputs(); output++) {
            int first = output * means.length;
            double intercept = intercepts[output];
            double[] expected = BruteForceShapley.of(positions.length, known -> {
                double sum = intercept;
                int term = 0;
                for (int column = 0; column < positions.length; column++) {
                    boolean isKnown = (known >> column & 1) == 1;
                    for (int position = 0; position < Math.max(1, positions[column]); position++) {
                        double own = positions[column] == 0 ? row[column] : row[column] == position ? 1 : 0;
                        sum += weights[first + term] * (isKnown ? own : means[term]);
                        term++;
                    }
                }
                return sum;
            });
            assertThat(Arrays.copyOfRange(actual, output * positions.length, (output + 1) * positions.length))
                    .containsExactly(expected, within(1e-9));
        }
    }

    @Test
    void aMissingNumberAndItsIndicatorAreOneFeature() {
        CompiledModel model = model(TaskKind.BINARY, "random-forest").model();

        List<Explanation.Contribution> contributions = model.explain(RawInput.of(Map.of("size", "5", "colour", "red")))
                .outputs()
                .getFirst()
                .contributions();

        assertThat(contributions)
                .extracting(Explanation.Contribution::feature)
                .containsExactlyInAnyOrder("size", "age", "weight", "colour", "shape");
        assertThat(contributions)
                .filteredOn(contribution -> contribution.value().isEmpty())
                .extracting(Explanation.Contribution::feature)
                .containsExactlyInAnyOrder("age", "weight", "shape");
    }

    @Test
    void whatTheOutcomeIsMadeOfMovesItMost() {
        CompiledModel model = model(TaskKind.BINARY, "random-forest").model();

        Explanation.Output large = model.explain(RawInput.of(Map.of("size", "9.9", "colour", "red")))
                .outputs()
                .getFirst();
        Explanation.Output small = model.explain(RawInput.of(Map.of("size", "0.1", "colour", "red")))
                .outputs()
                .getFirst();

        assertThat(large.contributions().getFirst().feature()).isEqualTo("size");
        assertThat(large.contributions().getFirst().amount()).isPositive();
        assertThat(small.contributions().getFirst().feature()).isEqualTo("size");
        assertThat(small.contributions().getFirst().amount()).isNegative();
    }

    @Test
    void thePredictedClassComesFirst() {
        CompiledModel model = model(TaskKind.MULTICLASS, "random-forest").model();

        Explanation explanation = model.explain(RawInput.of(Map.of("size", "0.3", "colour", "blue")));

        assertThat(explanation.outputs())
                .extracting(output -> output.outcome().orElseThrow())
                .containsExactly("low", "high", "middle");
        assertThat(explanation.outputs().getFirst().score())
                .isGreaterThan(explanation.outputs().get(1).score());
    }

    @Test
    void theUnitIsTheOneOfTheSums() {
        RawInput input = RawInput.of(Map.of("size", "3"));

        assertThat(model(TaskKind.BINARY, "random-forest")
                        .model()
                        .explain(input)
                        .unit())
                .isEqualTo(ScoreUnit.PROBABILITY);
        assertThat(model(TaskKind.BINARY, "lightgbm").model().explain(input).unit())
                .isEqualTo(ScoreUnit.LOG_ODDS);
        assertThat(model(TaskKind.MULTICLASS, "lightgbm").model().explain(input).unit())
                .isEqualTo(ScoreUnit.LOGIT);
        assertThat(model(TaskKind.REGRESSION, "ridge").model().explain(input).unit())
                .isEqualTo(ScoreUnit.OUTCOME);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void anOlderArtifactStillScoresAndSaysThatItCannotBeExplained(String algorithm, String tensor) {
        ModelArtifact trained = model(TaskKind.BINARY, algorithm);
        SortedMap<String, Tensor> tensors = Models.tensors(trained);
        assertThat(tensors.remove(tensor)).isNotNull();
        CompiledModel older = Models.withTensors(trained, tensors).model();
        RawInput input = RawInput.of(Map.of("size", "3"));

        assertThat(older.score(input)).isEqualTo(trained.model().score(input));
        assertThatThrownBy(() -> older.explain(input))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_EXPLAINABLE))
                .hasMessageContaining("train it again");
    }

    static Stream<Arguments> parts() {
        return Stream.of(Arguments.of("random-forest", "node.cover"), Arguments.of("logistic-regression", "mean"));
    }

    @Test
    void coversThatDoNotAddUpAreRefused() {
        ModelArtifact trained = Models.forest(TaskKind.BINARY);
        SortedMap<String, Tensor> tensors = Models.tensors(trained);
        ((Tensor.Ints) tensors.get("node.cover")).values()[2]++;

        assertThatThrownBy(() -> Models.withTensors(trained, tensors))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID))
                .hasMessageContaining("cover");
    }

    @Test
    void importanceIsTheMeanSizeOfContributions() {
        ModelArtifact trained = Models.trained(TaskKind.REGRESSION, "lightgbm", Map.of("trees", "40", "nodeSize", "5"));
        FeatureImportance importance =
                trained.model().manifest().provenance().importance().orElseThrow();
        SplittableRandom random = new SplittableRandom(6); // as the snapshot was made
        double sum = 0;
        for (int row = 0; row < 300; row++) {
            RawInput input = Snapshots.input(random, false);
            random.nextGaussian(); // the outcome's noise
            sum += trained.model().explain(input).outputs().getFirst().contributions().stream()
                    .filter(contribution -> contribution.feature().equals("size"))
                    .mapToDouble(contribution -> Math.abs(contribution.amount()))
                    .sum();
        }

        assertThat(importance.events()).isEqualTo(300);
        assertThat(importance.unit()).isEqualTo(ScoreUnit.OUTCOME);
        assertThat(importance.features())
                .extracting(FeatureImportance.Feature::feature)
                .startsWith("size", "colour")
                .hasSize(5);
        assertThat(importance.features().getFirst().amount()).isCloseTo(sum / 300, within(1e-9));
        assertThat(importance.features().stream().mapToDouble(importance::share).sum())
                .isCloseTo(1, within(1e-12));
    }
}
