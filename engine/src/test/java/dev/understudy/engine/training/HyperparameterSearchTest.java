package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.model.Tuning;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.world.Snapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HyperparameterSearchTest {
    private static final TrainingSnapshot SNAPSHOT = Snapshots.of(TaskKind.BINARY, 400, 3);

    private static TrainingSection section(String algorithm, Map<String, String> parameters) {
        return new TrainingSection(algorithm, Optional.empty(), 5, parameters);
    }

    private static HyperparameterSearch.Found search(
            TrainingSection section, TrainingSnapshot snapshot, int trials, RunControl control) {
        return new HyperparameterSearch(section, snapshot.spec().task().kind()).search(snapshot, trials, control);
    }

    private static HyperparameterSearch.Found trees(int trials) {
        return search(section("decision-tree", Map.of()), SNAPSHOT, trials, RunControl.UNWATCHED);
    }

    private static void assertRefused(ErrorCode code, String named, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(named);
    }

    @Test
    void theBestTrialIsTheOneWithTheLeastLossOfThoseThatSawMost() {
        Tuning tuning = trees(12).tuning();

        Tuning.Trial best = tuning.ranked().getFirst();
        assertThat(tuning.trials()).hasSize(12);
        assertThat(tuning.validated()).isEqualTo(100);
        assertThat(tuning.trials().stream()
                        .filter(trial -> trial.trainedOn() == best.trainedOn())
                        .mapToDouble(Tuning.Trial::loss)
                        .min())
                .hasValue(best.loss());
        assertThat(trees(12).spec().parameters()).containsAllEntriesOf(best.parameters());
    }

    @Test
    void aLossIsThatOfAModelTrainedOnTheOlderEventsAlone() {
        Tuning.Trial best = trees(12).tuning().ranked().getFirst();
        TrainingSet whole = TrainingSet.of(SNAPSHOT);
        int[] older = java.util.stream.IntStream.range(0, 300).toArray();
        Scorer scorer = Trainer.scorer(
                whole.rows(older),
                TrainingSpecs.of(section("decision-tree", best.parameters()), TaskKind.BINARY),
                RunControl.UNWATCHED);
        double[] scores = new double[100];
        int width = scorer.width();
        scorer.score(Arrays.copyOfRange(whole.rows(), 300 * width, 400 * width), 100, scores);
        double loss = 0;
        for (int i = 0; i < 100; i++) {
            loss -= Math.log(whole.outcomes()[300 + i] == 1 ? scores[i] : 1 - scores[i]) / 100;
        }

        assertThat(best.trainedOn()).isEqualTo(300);
        assertThat(best.loss()).isCloseTo(loss, within(1e-12));
    }

    @Test
    void theFirstTrialIsWhatTheTaskFileSays() {
        Tuning.Trial first = trees(3).tuning().trials().getFirst();

        assertThat(first.parameters()).isEqualTo(Map.of("maxDepth", "20", "nodeSize", "5"));
        assertThat(first.number()).isEqualTo(1);
    }

    @Test
    void moreTrialsBeginWithTheSameOnes() {
        List<Tuning.Trial> few = trees(4).tuning().trials();
        List<Tuning.Trial> more = trees(9).tuning().trials();

        assertThat(more.subList(0, 4))
                .extracting(Tuning.Trial::parameters)
                .isEqualTo(few.stream().map(Tuning.Trial::parameters).toList());
        assertThat(more).extracting(Tuning.Trial::parameters).doesNotHaveDuplicates();
    }

    @Test
    void whatTheTaskFileSetsIsNotSearched() {
        Tuning tuning = search(section("decision-tree", Map.of("maxDepth", "3")), SNAPSHOT, 5, RunControl.UNWATCHED)
                .tuning();

        assertThat(tuning.trials())
                .allSatisfy(trial -> assertThat(trial.parameters()).containsOnlyKeys("nodeSize"));
        assertRefused(
                ErrorCode.TRAINING_INVALID,
                "nothing is left to search",
                () -> search(
                        section("decision-tree", Map.of("maxDepth", "3", "nodeSize", "4")),
                        SNAPSHOT,
                        5,
                        RunControl.UNWATCHED));
    }

    @Test
    void ofManyEventsOnlyTheBetterThirdGoesOnToMore() {
        TrainingSnapshot large = Snapshots.of(TaskKind.BINARY, 16_000, 3);

        Tuning tuning = search(section("decision-tree", Map.of()), large, 9, RunControl.UNWATCHED)
                .tuning();

        List<Integer> seen =
                tuning.trials().stream().map(Tuning.Trial::trainedOn).sorted().toList();
        assertThat(seen.subList(0, 6)).allSatisfy(events -> assertThat(events).isBetween(1_333, 1_336));
        assertThat(seen.subList(6, 8)).allSatisfy(events -> assertThat(events).isBetween(4_000, 4_002));
        assertThat(seen.getLast()).isEqualTo(12_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random-forest",
                "gradient-boosting",
                "lightgbm",
                "ada-boost",
                "decision-tree",
                "logistic-regression"
            })
    void everyPointOfASpaceCanBeTrained(String algorithm) {
        Map<String, String> small = algorithm.equals("random-forest")
                ? Map.of("trees", "5")
                : algorithm.equals("decision-tree") || algorithm.equals("logistic-regression")
                        ? Map.of()
                        : Map.of("trees", "5");

        Tuning tuning = search(section(algorithm, small), SNAPSHOT, 12, RunControl.UNWATCHED)
                .tuning();

        assertThat(tuning.trials())
                .allSatisfy(trial -> assertThat(trial.loss()).isFinite().isPositive());
    }

    @ParameterizedTest
    @EnumSource
    void theSameSearchWhateverTheNumberOfThreads(TaskKind kind) {
        TrainingSnapshot snapshot = Snapshots.of(kind, 600, 4);
        TrainingSection section = section("random-forest", Map.of("trees", "6"));
        HyperparameterSearch.Found here = search(section, snapshot, 6, RunControl.UNWATCHED);

        try (ForkJoinPool one = new ForkJoinPool(1)) {
            HyperparameterSearch.Found alone = one.submit(() -> search(section, snapshot, 6, RunControl.UNWATCHED))
                    .join();
            assertThat(alone).isEqualTo(here);
        }
        assertThat(search(section, snapshot, 6, RunControl.UNWATCHED)).isEqualTo(here);
    }

    @Test
    void theTrialsStandInTheManifestAndAreReadBack() {
        HyperparameterSearch.Found found = trees(4);

        ModelArtifact artifact =
                new Trainer().train(SNAPSHOT, found.spec(), Optional.of(found.tuning()), RunControl.UNWATCHED);

        ModelArtifact read = ModelArtifact.read(artifact.manifestBytes(), artifact.tensorBytes());
        assertThat(read.model().manifest().provenance().tuning()).contains(found.tuning());
    }

    @Test
    void tooFewEventsAndLateClassesAreRefused() {
        assertRefused(
                ErrorCode.NOT_ENOUGH_DATA,
                "expected at least 80 labelled events",
                () -> search(
                        section("decision-tree", Map.of()),
                        Snapshots.of(TaskKind.BINARY, 60, 3),
                        3,
                        RunControl.UNWATCHED));
    }

    @Test
    void itTellsOfEachTrialAndStopsBetweenThem() {
        List<String> stages = new ArrayList<>();
        RunControl control = new RunControl() {
            @Override
            public void progress(String stage, long done, long total) {
                stages.add(stage + " " + done + "/" + total);
            }

            @Override
            public boolean isCancelled() {
                return stages.size() == 3;
            }
        };

        assertRefused(
                ErrorCode.CANCELLED,
                "cancelled",
                () -> search(section("decision-tree", Map.of()), SNAPSHOT, 8, control));
        assertThat(stages.getFirst()).isEqualTo("trying parameters 0/8");
        assertThat(stages.get(1))
                .startsWith("trying parameters, best log-loss 0.")
                .endsWith(" of trial 1 1/8");
        assertThat(stages).hasSize(3);
    }
}
