package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.features.FeatureTable;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.snapshot.SnapshotSpec;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.Score;
import dev.understudy.engine.world.Snapshots;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainerTest {
    private static final TrainingSpec FOREST = spec(TaskKind.BINARY, Map.of("trees", "60"));

    private static TrainingSpec spec(TaskKind kind, Map<String, String> parameters) {
        return TrainingSpecs.of(new TrainingSection("random-forest", Optional.empty(), 5, parameters), kind);
    }

    private static TrainingSnapshot snapshot(TaskKind kind, List<String> outcomes) {
        TaskDefinition task = Snapshots.task(kind);
        FeatureTable features = new FeatureTable(task.features());
        FeatureColumn.Categorical column = new FeatureColumn.Categorical("y");
        for (int row = 0; row < outcomes.size(); row++) {
            features.add(RawInput.of(Map.of("size", Integer.toString(row), "colour", "c" + row % 3)));
            column.add(outcomes.get(row));
        }
        return new TrainingSnapshot(
                new SnapshotSpec(task, Instant.EPOCH, Optional.empty()),
                Digest.of("made up".getBytes(StandardCharsets.UTF_8)),
                features,
                column);
    }

    /** Stops as soon as some trees have grown. */
    private static final class StopAfter implements RunControl {
        private final int trees;
        private final AtomicInteger grown = new AtomicInteger();

        StopAfter(int trees) {
            this.trees = trees;
        }

        @Override
        public void progress(String stage, long done, long total) {
            if (stage.equals("growing trees")) {
                grown.incrementAndGet();
            }
        }

        @Override
        public boolean isCancelled() {
            return grown.get() >= trees;
        }
    }

    @Test
    void stoppingWhileTreesGrowEndsAsCancelledBeforeAllHaveGrown() {
        StopAfter control = new StopAfter(3);

        assertThatThrownBy(() -> new Trainer().train(Snapshots.of(TaskKind.BINARY, 1_000, 1), FOREST, control))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(control.grown.get()).isBetween(3, 59);
    }

    @Test
    void stoppingARegressionForestEndsAsCancelled() {
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                Snapshots.of(TaskKind.REGRESSION, 500, 1),
                                spec(TaskKind.REGRESSION, Map.of("trees", "60")),
                                new StopAfter(2)))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    @ParameterizedTest
    @EnumSource
    void stoppingLightGbmEndsAsCancelled(TaskKind kind) {
        StopAfter control = new StopAfter(2);
        TrainingSpec boosting =
                TrainingSpecs.of(new TrainingSection("lightgbm", Optional.empty(), 5, Map.of("trees", "60")), kind);

        assertThatThrownBy(() -> new Trainer().train(Snapshots.of(kind, 500, 1), boosting, control))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(control.grown.get()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void stoppingBoostingEndsAsCancelled(TaskKind kind) {
        StopAfter control = new StopAfter(1); // Smile's own way to stop leaves no tree here, and fails
        TrainingSpec boosting = TrainingSpecs.of(
                new TrainingSection("gradient-boosting", Optional.empty(), 5, Map.of("trees", "60")), kind);

        assertThatThrownBy(() -> new Trainer().train(Snapshots.of(kind, 500, 1), boosting, control))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(control.grown.get()).isEqualTo(1);
    }

    @Test
    void stoppingAdaBoostEndsAsCancelled() {
        StopAfter control = new StopAfter(1);
        TrainingSpec boosting = TrainingSpecs.of(
                new TrainingSection("ada-boost", Optional.empty(), 5, Map.of("trees", "60")), TaskKind.MULTICLASS);

        assertThatThrownBy(() -> new Trainer().train(Snapshots.of(TaskKind.MULTICLASS, 500, 1), boosting, control))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(control.grown.get()).isEqualTo(1);
    }

    @Test
    void adaBoostThatOnlyGuessesIsRefused() {
        TrainingSpec boosting =
                TrainingSpecs.of(new TrainingSection("ada-boost", Optional.empty(), 5, Map.of()), TaskKind.BINARY);

        assertThatThrownBy(() -> new Trainer()
                        .train(snapshot(TaskKind.BINARY, List.of("0", "1")), boosting, RunControl.UNWATCHED))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ENOUGH_DATA))
                .hasMessageContaining("better than guessing");
    }

    @Test
    void boostingThatSeesNoEventIsRefused() {
        TrainingSpec boosting = TrainingSpecs.of(
                new TrainingSection("gradient-boosting", Optional.empty(), 5, Map.of("subsample", "0.01")),
                TaskKind.BINARY);

        assertThatThrownBy(() -> new Trainer()
                        .train(snapshot(TaskKind.BINARY, List.of("0", "1")), boosting, RunControl.UNWATCHED))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ENOUGH_DATA))
                .hasMessageContaining("training.parameters.subsample");
    }

    @Test
    void oneClassIsNothingToTellApart() {
        assertRefused(snapshot(TaskKind.BINARY, List.of("1", "1", "1")), "\"1\"");
        assertRefused(snapshot(TaskKind.MULTICLASS, List.of("a", "a")), "\"a\"");
    }

    @Test
    void twoClassesWithoutThePositiveOneAreNothingToTellApart() {
        assertRefused(snapshot(TaskKind.BINARY, List.of("0", "2", "0")), "positive value \"1\"");
    }

    private static void assertRefused(TrainingSnapshot snapshot, String named) {
        assertThatThrownBy(() -> new Trainer().train(snapshot, FOREST, RunControl.UNWATCHED))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ENOUGH_DATA))
                .hasMessageContaining(named);
    }

    @Test
    void ratesAndClassesAreThoseOfTheSnapshot() {
        ModelArtifact artifact = new Trainer()
                .train(
                        snapshot(TaskKind.MULTICLASS, List.of("b", "a", "b", "c", "b", "a", "b", "c")),
                        spec(TaskKind.MULTICLASS, Map.of("trees", "40")),
                        RunControl.UNWATCHED);

        assertThat(artifact.model().manifest().outcomes().classes()).containsExactly("a", "b", "c");
        assertThat(artifact.model().manifest().outcomes().rates()).containsExactly(0.25, 0.5, 0.25);
    }

    @Test
    void severalNegativeValuesAreOneClass() {
        ModelArtifact artifact = new Trainer()
                .train(
                        snapshot(TaskKind.BINARY, List.of("1", "0", "2", "1", "0", "1", "2", "0")),
                        spec(TaskKind.BINARY, Map.of("trees", "2")),
                        RunControl.UNWATCHED);

        assertThat(artifact.model().manifest().outcomes().classes()).containsExactly("not 1", "1");
    }

    @Test
    void moreNumbersASplitThanThereAreAreRefused() {
        TrainingSnapshot snapshot = Snapshots.of(TaskKind.BINARY, 200, 1);
        // size, age and whether it is missing, weight, colour, shape
        TrainingSpec all = spec(TaskKind.BINARY, Map.of("trees", "2", "mtry", "6"));
        TrainingSpec more = spec(TaskKind.BINARY, Map.of("trees", "2", "mtry", "7"));

        assertThat(new Trainer().train(snapshot, all, RunControl.UNWATCHED)).isNotNull();
        assertThatThrownBy(() -> new Trainer().train(snapshot, more, RunControl.UNWATCHED))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TRAINING_INVALID))
                .hasMessageContaining("training.parameters.mtry: expected at most 6");
    }

    @Test
    void aRareClassAmongThreeIsLearnt() {
        List<String> outcomes = new ArrayList<>();
        for (int row = 0; row < 300; row++) {
            outcomes.add(row < 3 ? "b" : row < 150 ? "a" : "c");
        }

        ModelArtifact artifact = new Trainer()
                .train(
                        snapshot(TaskKind.MULTICLASS, outcomes),
                        spec(TaskKind.MULTICLASS, Map.of("trees", "30", "nodeSize", "1")),
                        RunControl.UNWATCHED);

        Score first = artifact.model().score(RawInput.of(Map.of("size", "0", "colour", "c0")));
        Score last = artifact.model().score(RawInput.of(Map.of("size", "299", "colour", "c0")));
        assertThat(((Score.PerClass) first).byClass().get("b")).isGreaterThan(0.1);
        assertThat(((Score.PerClass) last).byClass().get("c")).isGreaterThan(0.8);
    }

    @Test
    void twoEventsAreEnoughForAForest() {
        ModelArtifact artifact = new Trainer()
                .train(
                        snapshot(TaskKind.BINARY, List.of("0", "1")),
                        spec(TaskKind.BINARY, Map.of("trees", "3")),
                        RunControl.UNWATCHED);

        assertThat(ModelArtifact.read(artifact.manifestBytes(), artifact.tensorBytes())
                        .digest())
                .isEqualTo(artifact.digest());
    }

    @Test
    void aShareOfTheEventsGivesATreeOfSeveralClasses() {
        ModelArtifact artifact = new Trainer()
                .train(
                        Snapshots.of(TaskKind.MULTICLASS, 200, 3),
                        spec(TaskKind.MULTICLASS, Map.of("trees", "5", "subsample", "0.5")),
                        RunControl.UNWATCHED);

        assertThat(artifact.model().manifest().provenance().metrics().get("in-sample-accuracy"))
                .isGreaterThan(0.7);
    }
}
