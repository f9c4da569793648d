package dev.understudy.engine.traffic;

import static dev.understudy.engine.scene.TrafficScene.ALL;
import static dev.understudy.engine.scene.TrafficScene.event;
import static dev.understudy.engine.scene.TrafficScene.outcome;
import static dev.understudy.engine.scene.TrafficScene.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.Maturity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What deleting old days does on either database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RetentionContract {
    private static final LocalDate DAY_TEN = LocalDate.parse("2024-01-11");

    private Database database;
    private int tasks;
    private TrafficScene scene;
    private JdbiServedLog log;
    private JdbiTrafficRetention retention;

    abstract Database open(Path folder);

    @BeforeAll
    void openTheDatabase(@TempDir Path folder) {
        database = open(folder);
    }

    @AfterAll
    void closeTheDatabase() {
        database.close();
    }

    @BeforeEach
    void takeATask() {
        scene = new TrafficScene(database, "task-" + ++tasks);
        log = new JdbiServedLog(database, () -> TrafficScene.RECORDED);
        retention = new JdbiTrafficRetention(database);
    }

    /** Twelve hundred events over twenty days, with predictions, some outcomes and a failure a day. */
    private void fill() {
        log.appendServed(
                scene.task,
                IntStream.range(0, 1_200)
                        .mapToObj(i -> new PredictionEvent(
                                event("e" + i, i % 20 + 0.5), prediction(Origin.SERVED, new Score.Single(0.5))))
                        .toList());
        for (int i = 0; i < 40; i++) {
            scene.add(outcome("e" + i, "1", i % 20 + 3));
        }
        log.appendFailures(
                scene.task,
                IntStream.range(0, 20)
                        .mapToObj(i -> new PredictionFailure(
                                "f" + i,
                                TrafficScene.day(i + 0.5),
                                VersionName.ofNumber(1),
                                PredictionFailure.Stage.SCORE,
                                ErrorCode.INTERNAL,
                                TrafficScene.day(i + 0.5),
                                OptionalLong.empty(),
                                OptionalLong.of(3)))
                        .toList());
    }

    private List<LoggedEvent> left() {
        return scene.read(ALL, 4_000, new Maturity.WhenKnown());
    }

    private long days() {
        return database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM log_day WHERE task = :task AND event_day < :day")
                        .bind("task", scene.task.text())
                        .bind("day", DAY_TEN)
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void oldDaysGoWithAllThatBelongsToThemAndNothingElseDoes() {
        fill();
        PrunedTraffic expected = new PrunedTraffic(600, 600, 20, 10);
        assertThat(retention.before(scene.task, DAY_TEN)).isEqualTo(expected);

        assertThat(retention.prune(scene.task, DAY_TEN, RunControl.UNWATCHED)).isEqualTo(expected);

        assertThat(left())
                .hasSize(600)
                .allMatch(logged -> !logged.event().time().isBefore(TrafficScene.day(10)))
                .allMatch(logged -> logged.prediction().isPresent());
        assertThat(left().stream().filter(logged -> logged.outcome().isPresent()))
                .hasSize(20);
        assertThat(days()).isZero();
        assertThat(log.history(scene.task, "e0")).isEmpty();
        assertThat(log.history(scene.task, "f0")).isEmpty();
        assertThat(log.history(scene.task, "f19")).isPresent();
    }

    /** Each look between two pieces is a moment in which whoever serves may write. */
    @Test
    void outcomesWhoseEventNeverCameGoPieceByPiece() {
        fill();
        new JdbiOutcomeLog(database, () -> TrafficScene.RECORDED)
                .appendOutcomes(
                        scene.task,
                        IntStream.range(0, 5_000)
                                .mapToObj(i -> outcome("never-" + i, "1", i % 2 == 0 ? 3 : 15))
                                .toList());
        int[] pauses = {0};
        RunControl counting = new RunControl() {
            private boolean ofOutcomes;

            @Override
            public void progress(String stage, long done, long total) {
                ofOutcomes = done == 600; // the last piece of events
            }

            @Override
            public boolean isCancelled() {
                pauses[0] += ofOutcomes ? 1 : 0;
                return false;
            }
        };

        assertThat(retention.prune(scene.task, DAY_TEN, counting)).isEqualTo(new PrunedTraffic(600, 600, 2_520, 10));

        assertThat(pauses[0]).as("pauses once the events are gone").isGreaterThan(4);
        assertThat(retention.before(scene.task, DAY_TEN).isNothing()).isTrue();
    }

    @Test
    void doneAgainItDeletesNothing() {
        fill();
        retention.prune(scene.task, DAY_TEN, RunControl.UNWATCHED);

        assertThat(retention.prune(scene.task, DAY_TEN, RunControl.UNWATCHED).isNothing())
                .isTrue();
        assertThat(retention.before(scene.task, DAY_TEN).isNothing()).isTrue();
    }

    @Test
    void whatWasCutShortGoesOnAndNoReplaySeesHalfADay() {
        fill();
        RunControl once = new RunControl() {
            private boolean cut;

            @Override
            public void progress(String stage, long done, long total) {
                cut = true;
            }

            @Override
            public boolean isCancelled() {
                return cut;
            }
        };

        assertThatThrownBy(() -> retention.prune(scene.task, DAY_TEN, once)).isInstanceOf(UnderstudyException.class);
        assertThat(left()).hasSize(700);
        assertThat(days()).isZero();

        assertThat(retention.prune(scene.task, DAY_TEN, RunControl.UNWATCHED).events())
                .isEqualTo(100);
    }

    @Test
    void outcomesWhoseEventNeverCameGoWithTheirTime() {
        fill();
        scene.add(outcome("nobody", "1", 5), outcome("not-yet", "1", 15));

        assertThat(retention.prune(scene.task, DAY_TEN, RunControl.UNWATCHED).outcomes())
                .isEqualTo(21);
        scene.add(event("not-yet", 14.5));
        assertThat(left().stream()
                        .filter(logged -> logged.event().id().equals("not-yet"))
                        .allMatch(logged -> logged.outcome().isPresent()))
                .isTrue();
    }

    @Test
    void aFailureStandsBesideTheLaterSuccess() {
        fill();
        log.appendServed(
                scene.task,
                List.of(new PredictionEvent(event("f19", 19.5), prediction(Origin.SERVED, new Score.Single(0.25)))));

        EventHistory history = log.history(scene.task, "f19").orElseThrow();

        assertThat(history.predictions()).hasSize(1);
        assertThat(history.failures())
                .extracting(PredictionFailure::stage)
                .containsExactly(PredictionFailure.Stage.SCORE);
        assertThat(history.failures().getFirst().scoreMicros()).hasValue(3);
        assertThat(left()).as("failures alone are no events").hasSize(1_201);
    }
}
