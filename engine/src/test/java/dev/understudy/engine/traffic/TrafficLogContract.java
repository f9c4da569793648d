package dev.understudy.engine.traffic;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static dev.understudy.engine.scene.TrafficScene.ALL;
import static dev.understudy.engine.scene.TrafficScene.day;
import static dev.understudy.engine.scene.TrafficScene.event;
import static dev.understudy.engine.scene.TrafficScene.outcome;
import static dev.understudy.engine.scene.TrafficScene.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.Maturity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the logs hold to on either database. Tests share one database, each with a task of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TrafficLogContract {
    private static final Maturity WHEN_KNOWN = new Maturity.WhenKnown();
    private static final Maturity COLUMN = new Maturity.Column("matures_at");
    private static final Maturity AFTER_TEN_DAYS = new Maturity.After(Duration.ofDays(10));

    private Database database;
    private int tasks;
    TrafficScene scene;

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
    }

    @Test
    void anEventComesBackAsItWas() {
        TrafficEvent event = new TrafficEvent(
                "e-é🙂",
                Instant.parse("2024-02-29T23:59:59.999999Z"),
                Instant.parse("2024-03-01T00:00:00.000001Z"),
                Optional.of("agent 7"),
                Optional.of(Instant.parse("2024-03-02T12:00:00.123456Z")),
                RawInput.ofJson("{\"n\":1.5,\"id\":\"007\",\"text\":\"\\u0001\\\"\\\\\\u2028🙂\"}"));

        assertThat(scene.add(event).added()).isEqualTo(1);

        assertThat(scene.read(ALL, 100, WHEN_KNOWN))
                .extracting(LoggedEvent::event)
                .containsExactly(event);
    }

    @Test
    void aLongInputIsKeptWhole() {
        TrafficEvent event = event("e", day(0), "{\"text\":\"" + "é".repeat(999_000) + "\"}");

        scene.add(event);

        assertThat(scene.read(ALL, 1, WHEN_KNOWN).getFirst().event().input()).isEqualTo(event.input());
    }

    @Test
    void theSameEventAgainIsADuplicate() {
        scene.add(event("a", 1));

        AppendResult again = scene.add(event("a", 1), event("b", 1));

        assertThat(again).isEqualTo(new AppendResult(Set.of(1), 1, List.of()));
        assertThat(scene.read(ALL, 100, WHEN_KNOWN)).hasSize(2);
    }

    @Test
    void theSameEventTwiceInOneCallIsADuplicate() {
        assertThat(scene.add(event("a", 1), event("a", 1))).isEqualTo(new AppendResult(Set.of(0), 1, List.of()));
    }

    @Test
    void whenAnEventBecameKnownIsNoPartOfIt() {
        TrafficEvent event = event("a", 1);
        scene.add(event);

        TrafficEvent later =
                new TrafficEvent("a", event.time(), day(5), event.cluster(), event.maturesAt(), event.input());

        assertThat(scene.add(later).duplicates()).isEqualTo(1);
    }

    @Test
    void oneIdWithOtherContentIsAConflictAndTheRestIsTaken() {
        scene.add(event("a", 1));
        TrafficEvent was = event("a", 1);

        AppendResult result = scene.add(
                event("b", 1),
                event("a", 2),
                event("a", day(1), "{\"lead_time\":18}"),
                new TrafficEvent("a", was.time(), was.time(), Optional.of("c"), Optional.empty(), was.input()),
                new TrafficEvent("a", was.time(), was.time(), Optional.empty(), Optional.of(day(3)), was.input()));

        assertThat(result.added()).isEqualTo(1);
        assertThat(result.duplicates()).isZero();
        assertThat(result.conflicts()).extracting(AppendResult.Conflict::index).containsExactly(1, 2, 3, 4);
        assertThat(result.conflicts().getFirst().reason()).contains("a", "other content");
        assertThat(scene.read(ALL, 100, WHEN_KNOWN))
                .extracting(LoggedEvent::event)
                .contains(was);
    }

    @Test
    void idsAreToldApartByCaseAndBlanks() {
        assertThat(scene.add(event("a", 1), event("A", 1), event("a ", 1), event(" a", 1))
                        .added())
                .isEqualTo(4);
    }

    @Test
    void tasksDoNotSeeEachOther() {
        scene.add(event("a", 1));
        TrafficScene other = new TrafficScene(database, "other-" + tasks);

        assertThat(other.add(event("a", 2)).added()).isEqualTo(1);
        assertThat(scene.read(ALL, 100, WHEN_KNOWN)).hasSize(1);
        assertThat(other.reader.range(other.task)).contains(new TimeWindow(day(2), day(2).plusNanos(1_000)));
    }

    @Test
    void aWindowHoldsItsBeginningAndNotItsEnd() {
        Instant from = day(1);
        Instant to = day(2);
        scene.add(
                event("before", from.minusNanos(1_000), "{}"),
                event("first", from, "{}"),
                event("last", to.minusNanos(1_000), "{}"),
                event("after", to, "{}"));

        assertThat(scene.read(new TimeWindow(from, to), 100, WHEN_KNOWN))
                .extracting(logged -> logged.event().id())
                .containsExactly("first", "last");
    }

    @Test
    void eventsComeByTimeThenIdWhateverTheOrderTheyWereAdded() {
        scene.add(event("b", 2), event("a", 2), event("_", 2), event("B", 2), event("ä", 2), event("10", 2));
        scene.add(event("9", 2), event("z", 1), event("y", 3));

        assertThat(scene.read(ALL, 100, WHEN_KNOWN))
                .extracting(logged -> logged.event().id())
                .containsExactly("z", "10", "9", "B", "_", "a", "b", "ä", "y");
    }

    @Test
    void eventsThatWereNotKnownThenAreNotSeen() {
        TrafficEvent late =
                new TrafficEvent("late", day(1), day(5), Optional.empty(), Optional.empty(), RawInput.ofJson("{}"));
        scene.add(late);

        assertThat(scene.read(ALL, 4.9, WHEN_KNOWN)).isEmpty();
        assertThat(scene.read(ALL, 5, WHEN_KNOWN)).hasSize(1);
    }

    @Test
    void aLongWindowComesWholeAndInOrder() {
        List<TrafficEvent> many = IntStream.range(0, 45_000)
                .mapToObj(i -> event("e" + i, day(i % 90), "{\"n\":" + i + "}"))
                .toList();
        scene.events.appendEvents(scene.task, many);
        List<Instant> times = new ArrayList<>();
        List<Long> told = new ArrayList<>();
        RunControl control = new RunControl() {
            @Override
            public void progress(String stage, long done, long total) {
                assertThat(total).isEqualTo(45_000);
                told.add(done);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };

        long events = scene.reader.read(
                new TrafficQuery(scene.task, ALL, day(100), WHEN_KNOWN, Optional.empty()),
                control,
                logged -> times.add(logged.event().time()));

        assertThat(events).isEqualTo(45_000);
        assertThat(times).hasSize(45_000).isSorted();
        assertThat(told).startsWith(0L).endsWith(45_000L).isSorted().hasSizeGreaterThan(3);
    }

    @Test
    void readingStopsWhereItIsCancelled() {
        scene.add(event("a", 1), event("b", 2));
        List<LoggedEvent> seen = new ArrayList<>();
        RunControl afterTheFirst = new RunControl() {
            @Override
            public void progress(String stage, long done, long total) {}

            @Override
            public boolean isCancelled() {
                return !seen.isEmpty();
            }
        };

        assertRefused(
                ErrorCode.CANCELLED,
                () -> scene.reader.read(
                        new TrafficQuery(scene.task, ALL, day(100), WHEN_KNOWN, Optional.empty()),
                        afterTheFirst,
                        seen::add));
        assertThat(seen).hasSize(1);
    }

    @Test
    void theRangeOfNoEventsIsEmpty() {
        assertThat(scene.reader.range(scene.task)).isEmpty();
    }

    @Test
    void anOutcomeIsKnownFromItsMomentOn() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "1", 5));

        assertThat(scene.outcomeOn(4.999, WHEN_KNOWN)).isEmpty();
        assertThat(scene.outcomeOn(5, WHEN_KNOWN)).contains("1");
    }

    @Test
    void theLatestOutcomeKnownThenCounts() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "1", 5), outcome("a", "0", 9));
        scene.add(outcome("a", "2", 7));

        assertThat(scene.outcomeOn(6, WHEN_KNOWN)).contains("1");
        assertThat(scene.outcomeOn(8, WHEN_KNOWN)).contains("2");
        assertThat(scene.outcomeOn(10, WHEN_KNOWN)).contains("0");
    }

    @Test
    void ofTwoOutcomesKnownAtOnceTheLaterRevisionCounts() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "9", 5));
        scene.add(outcome("a", "1", 5));

        assertThat(scene.outcomeOn(5, WHEN_KNOWN)).contains("1");
    }

    @Test
    void theSameOutcomeAgainIsADuplicateAndACorrectionIsNot() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "1", 5));

        assertThat(scene.add(outcome("a", "1", 5), outcome("a", "0", 6), outcome("a", "0", 6)))
                .isEqualTo(new AppendResult(Set.of(1), 2, List.of()));
        assertThat(scene.add(outcome("a", "1", 5), outcome("a", "0", 6)).duplicates())
                .isEqualTo(2);
    }

    @Test
    void anOutcomeKnownToTheNanosecondIsADuplicateTheSecondTime() {
        Outcome precise = new Outcome("a", "1", day(5).plusNanos(123_456_789), Optional.of(day(6).plusNanos(1_001)));
        scene.add(precise);

        assertThat(scene.add(precise).duplicates()).isEqualTo(1);
    }

    @Test
    void anEventKnownToTheNanosecondIsADuplicateTheSecondTime() {
        TrafficEvent precise = event("a", day(5).plusNanos(123_456_789), "{}");
        scene.add(precise);

        assertThat(scene.add(precise).duplicates()).isEqualTo(1);
    }

    @Test
    void anOutcomeMayComeBeforeItsEvent() {
        scene.add(outcome("a", "1", 5));

        assertThat(scene.outcomes.unmatched(scene.task, List.of(outcome("a", "1", 5), outcome("b", "1", 5))))
                .isEqualTo(2);
        scene.add(event("a", 1));
        assertThat(scene.outcomes.unmatched(scene.task, List.of(outcome("a", "1", 5), outcome("b", "1", 5))))
                .isEqualTo(1);
        assertThat(scene.outcomeOn(5, WHEN_KNOWN)).contains("1");
    }

    @Test
    void aMaturityColumnHoldsBackWhatWasKnownEarly() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "1", 5, 20));

        assertThat(scene.outcomeOn(19.999, COLUMN)).isEmpty();
        assertThat(scene.outcomeOn(20, COLUMN)).contains("1");
    }

    @Test
    void theEventMaySayWhenItsOutcomeMatures() {
        scene.add(new TrafficEvent("a", day(1), day(1), Optional.empty(), Optional.of(day(20)), RawInput.ofJson("{}")));
        scene.add(outcome("a", "1", 5));

        assertThat(scene.outcomeOn(19.999, COLUMN)).isEmpty();
        assertThat(scene.outcomeOn(20, COLUMN)).contains("1");
    }

    @Test
    void withoutAMaturityAnOutcomeMaturesWhenItIsKnown() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "1", 5));

        assertThat(scene.outcomeOn(4.999, COLUMN)).isEmpty();
        assertThat(scene.outcomeOn(5, COLUMN)).contains("1");
    }

    @Test
    void aMaturityDurationHoldsBackWhatWasKnownEarly() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "1", 5));

        assertThat(scene.outcomeOn(10.999, AFTER_TEN_DAYS)).isEmpty();
        assertThat(scene.outcomeOn(11, AFTER_TEN_DAYS)).contains("1");
    }

    @Test
    void aMaturedEventWithoutAnOutcomeIsPendingAndStillThere() {
        scene.add(event("a", 1));

        assertThat(scene.outcomeOn(1_000, AFTER_TEN_DAYS)).isEmpty();
    }

    @Test
    void anOutcomeKnownAfterItsMaturityCountsWhenItIsKnown() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "1", 15, 12));

        assertThat(scene.outcomeOn(14, AFTER_TEN_DAYS)).isEmpty();
        assertThat(scene.outcomeOn(14, COLUMN)).isEmpty();
        assertThat(scene.outcomeOn(15, COLUMN)).contains("1");
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0.0, -0.0, 1.0 / 3, 0.1, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -1e-310, 1e22})
    void aScoreComesBackBitForBit(double score) {
        Prediction prediction = prediction(Origin.SERVED, new Score.Single(score));

        scene.add(event("a", 1), prediction);

        assertThat(scene.read(ALL, 2, WHEN_KNOWN).getFirst().prediction()).contains(prediction);
        assertThat(scene.add(event("a", 1), prediction).duplicates()).isEqualTo(1);
    }

    @Test
    void scoresOfClassesComeBackBitForBitAndInOrder() {
        Map<String, Double> byClass = new LinkedHashMap<>();
        byClass.put("z \"é🙂", 1.0 / 3);
        byClass.put("a", Double.MIN_VALUE);
        byClass.put("10", -0.0);
        byClass.put("9", 0.1 + 0.2);
        Score.PerClass score = new Score.PerClass(byClass);

        scene.add(event("a", 1), prediction(Origin.SERVED, score));

        Score back = scene.read(ALL, 2, WHEN_KNOWN)
                .getFirst()
                .prediction()
                .orElseThrow()
                .score();
        assertThat(back).isEqualTo(score);
        assertThat(((Score.PerClass) back).byClass().keySet()).containsExactly("z \"é🙂", "a", "10", "9");
    }

    @Test
    void everyStageOfAPredictionComesBack() {
        Prediction whole = new Prediction(
                prediction(Origin.SERVED, new Score.Single(0)).version(),
                Origin.SERVED,
                day(3),
                Optional.of("{\"extra\":1}"),
                new Score.Single(0.25),
                Optional.of("0"),
                Optional.of("1"),
                OptionalDouble.of(0.1),
                OptionalLong.of(12),
                OptionalLong.of(34));

        scene.add(event("a", 1), whole);

        assertThat(scene.read(ALL, 5, WHEN_KNOWN).getFirst().prediction()).contains(whole);
    }

    @Test
    void aPredictionBringsItsEvent() {
        scene.add(event("a", 1), prediction(Origin.SERVED, new Score.Single(0.5)));

        assertThat(scene.read(ALL, 5, WHEN_KNOWN))
                .extracting(LoggedEvent::event)
                .containsExactly(event("a", 1));
    }

    @Test
    void anotherPredictionUnderTheSameKeyIsAConflict() {
        scene.add(event("a", 1), prediction(Origin.SERVED, new Score.Single(0.5)));

        AppendResult other = scene.add(event("a", 1), prediction(Origin.SERVED, new Score.Single(Math.nextUp(0.5))));

        assertThat(other.added()).isZero();
        assertThat(other.conflicts()).hasSize(1);
        assertThat(scene.read(ALL, 5, WHEN_KNOWN)
                        .getFirst()
                        .prediction()
                        .orElseThrow()
                        .score())
                .isEqualTo(new Score.Single(0.5));
    }

    @Test
    void aPredictionOfAnotherEventUnderTheSameIdIsAConflictAndNothingOfItIsKept() {
        scene.add(event("a", 1));

        assertThat(scene.add(event("a", 2), prediction(Origin.SERVED, new Score.Single(0.5)))
                        .conflicts())
                .hasSize(1);
        assertThat(scene.read(ALL, 5, WHEN_KNOWN).getFirst().prediction()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServedPredictionIsPreferredToABackfilledOne(boolean servedFirst) {
        Prediction served = prediction(Origin.SERVED, new Score.Single(0.5));
        Prediction backfilled = prediction(Origin.BACKFILLED, new Score.Single(0.6));
        scene.add(event("a", 1), servedFirst ? served : backfilled);
        scene.add(event("a", 1), servedFirst ? backfilled : served);

        List<LoggedEvent> logged = scene.read(ALL, 5, WHEN_KNOWN);

        assertThat(logged).hasSize(1);
        assertThat(logged.getFirst().prediction()).contains(served);
    }

    @Test
    void revisionsAndOriginsTogetherStillGiveOneEvent() {
        scene.add(event("a", 1), prediction(Origin.BACKFILLED, new Score.Single(0.6)));
        scene.add(event("a", 1), prediction(Origin.SERVED, new Score.Single(0.5)));
        scene.add(outcome("a", "1", 5), outcome("a", "0", 6), outcome("a", "2", 7));

        List<LoggedEvent> logged = scene.read(ALL, 6, WHEN_KNOWN);

        assertThat(logged).hasSize(1);
        assertThat(logged.getFirst().outcome()).contains(outcome("a", "0", 6));
        assertThat(logged.getFirst().prediction().orElseThrow().origin()).isEqualTo(Origin.SERVED);
    }

    @Test
    void anInstantIsBoundInUtcWhateverTheMachinesZone() {
        Instant inTheGapOfManyZones = Instant.parse("2024-03-31T02:30:00.123456Z");
        scene.add(event("a", inTheGapOfManyZones, "{}"));

        String stored = database.read(handle -> handle.createQuery(
                        "SELECT CAST(EXTRACT(EPOCH FROM event_time) * 1000000 AS BIGINT) FROM event WHERE task = :task")
                .bind("task", scene.task.text())
                .mapTo(String.class)
                .one());

        assertThat(stored).isEqualTo("1711852200123456");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theCountsAreThoseOfReading(int maturity) {
        Maturity rule = List.of(WHEN_KNOWN, COLUMN, AFTER_TEN_DAYS).get(maturity);
        for (int i = 0; i < 40; i++) {
            String id = "e" + i;
            if (i % 3 == 0) {
                scene.add(event(id, i % 9), prediction(Origin.BACKFILLED, new Score.Single(0.25)));
            }
            if (i % 6 == 0) {
                scene.add(event(id, i % 9), prediction(Origin.SERVED, new Score.Single(0.25)));
            }
            scene.add(event(id, i % 9));
            if (i % 4 != 0) {
                scene.add(outcome(id, "1", 2 + i % 9, 4 + i % 11));
            }
            if (i % 5 == 0) {
                scene.add(outcome(id, "0", 3 + i % 9, 7 + i % 13));
            }
        }
        for (int day = 0; day < 30; day += 3) {
            List<LoggedEvent> read = scene.read(ALL, day, rule);

            assertThat(scene.counts.count(new TrafficQuery(
                            scene.task, ALL, TrafficScene.day(day), rule, Optional.of(VersionName.ofNumber(1)))))
                    .isEqualTo(new WindowCount(
                            read.size(),
                            read.stream()
                                    .filter(logged -> logged.outcome().isPresent())
                                    .count(),
                            read.stream()
                                    .filter(logged -> logged.prediction().isPresent())
                                    .count()));
        }
    }

    @Test
    void aLoggedDayTellsItsLabelsAndMeanScore() {
        scene.add(event("a", 1.2), prediction(Origin.SERVED, new Score.Single(0.2)));
        scene.add(event("b", 1.4), prediction(Origin.SERVED, new Score.Single(0.4)));
        scene.add(event("c", 2.5), prediction(Origin.BACKFILLED, new Score.Single(0.9)));
        scene.add(event("d", 2.6));

        List<LoggedDay> days =
                scene.counts.loggedDays(scene.task, VersionName.ofNumber(1), LocalDate.parse("2024-01-02"));

        assertThat(days)
                .extracting(LoggedDay::day)
                .extracting(LocalDate::toString)
                .containsExactly("2024-01-02", "2024-01-03");
        assertThat(days).extracting(LoggedDay::events).containsExactly(2L, 1L);
        assertThat(days.getFirst().labels()).isEqualTo(Map.of("1", 2L));
        assertThat(days.getFirst().share("1")).isEqualTo(1);
        assertThat(days.getFirst().meanScore().orElseThrow()).isCloseTo(0.3, Offset.offset(1e-12));
        assertThat(scene.counts.loggedDays(scene.task, VersionName.ofNumber(1), LocalDate.parse("2024-01-03")))
                .hasSize(1);
    }

    @Test
    void eventsAreFoundByTheirIds() {
        scene.add(event("a", 1), event("b", 2));

        assertThat(scene.events.find(scene.task, List.of("b", "nobody", "b"))).containsOnlyKeys("b");
    }
}
