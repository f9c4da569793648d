package dev.understudy.engine.snapshot;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static dev.understudy.engine.scene.TrafficScene.day;
import static dev.understudy.engine.scene.TrafficScene.event;
import static dev.understudy.engine.scene.TrafficScene.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.scene.TaskScene;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.Outcome;
import dev.understudy.engine.traffic.TrafficEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What was known at a moment, and its digest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotBuilderTest {
    private static final String COLUMN = "matures_at";
    private static final String WHEN_KNOWN = "known_at";

    private Database database;
    private int tasks;
    private TrafficScene scene;

    @BeforeAll
    void openTheDatabase(@TempDir Path folder) {
        database = H2Database.open(folder.resolve("understudy"), Duration.ZERO);
    }

    @AfterAll
    void closeTheDatabase() {
        database.close();
    }

    @BeforeEach
    void takeATask() {
        scene = another();
    }

    private TrafficScene another() {
        return new TrafficScene(database, "task-" + ++tasks);
    }

    @Test
    void featuresAndOutcomesComeRowByRow() {
        scene.add(event("b", day(2), "{\"lead_time\":3,\"other\":9}"), event("a", day(1), "{\"country\":\"PRT\"}"));
        scene.add(outcome("a", "1", 3), outcome("b", "0", 3));

        TrainingSnapshot snapshot = build(WHEN_KNOWN, day(5));

        assertThat(snapshot.rows()).isEqualTo(2);
        FeatureColumn.Numeric leadTime =
                (FeatureColumn.Numeric) snapshot.features().columns().get(0);
        FeatureColumn.Categorical country =
                (FeatureColumn.Categorical) snapshot.features().columns().get(1);
        assertThat(leadTime.value(0)).isNaN();
        assertThat(leadTime.value(1)).isEqualTo(3);
        assertThat(country.dictionary()).containsExactly("PRT");
        assertThat(List.of(country.value(0), country.value(1))).containsExactly(0, FeatureColumn.Categorical.MISSING);
        assertThat(outcomes(snapshot)).containsExactly("1", "0");
    }

    @Test
    void theMomentItselfIsOutsideForEventsAndInsideForOutcomes() {
        scene.add(event("before", 4.999), event("at", 5));
        scene.add(outcome("before", "1", 5), outcome("at", "0", 5));

        assertThat(outcomes(build(WHEN_KNOWN, day(5)))).containsExactly("1");
    }

    @Test
    void whatBecameKnownLaterIsLeftOut() {
        scene.add(event("a", 1), event("b", 1));
        scene.add(outcome("a", "1", 4), outcome("a", "0", 6), outcome("b", "1", 5.001));

        assertThat(outcomes(build(WHEN_KNOWN, day(5)))).containsExactly("1");
        assertThat(outcomes(build(WHEN_KNOWN, day(6)))).containsExactly("0", "1");
    }

    @Test
    void aColumnHoldsOutcomesBackThatWereKnownEarly() {
        scene.add(event("early", 1), event("mature", 1));
        scene.add(outcome("early", "1", 2, 9), outcome("mature", "0", 2, 4));

        assertThat(outcomes(build(COLUMN, day(5)))).containsExactly("0");
    }

    @Test
    void aDurationHoldsOutcomesBackThatWereKnownEarly() {
        scene.add(event("early", 2), event("mature", 1));
        scene.add(outcome("early", "1", 2.5), outcome("mature", "0", 2));

        assertThat(outcomes(build("P4D", day(5)))).containsExactly("0");
        assertThat(outcomes(build("P4D", day(6)))).containsExactly("0", "1");
    }

    @Test
    void aPendingEventIsNoNegative() {
        scene.add(event("pending", 1), event("known", 2));
        scene.add(outcome("known", "1", 3));

        assertThat(outcomes(build("P1D", day(100)))).containsExactly("1");
    }

    @Test
    void theTrainingWindowReachesBackFromTheMoment() {
        scene.add(event("old", 2.999), event("first", 3), event("last", 9.999));
        scene.add(outcome("old", "old", 3), outcome("first", "first", 4), outcome("last", "last", 10));

        TrainingSnapshot snapshot = new SnapshotBuilder(scene.reader)
                .build(
                        new SnapshotSpec(task(WHEN_KNOWN), day(10), Optional.of(Duration.ofDays(7))),
                        RunControl.UNWATCHED);

        assertThat(outcomes(snapshot)).containsExactly("first", "last");
    }

    @Test
    void withoutAnyEventThereIsNothingToTrainOn() {
        assertRefused(ErrorCode.NOT_ENOUGH_DATA, () -> build(WHEN_KNOWN, day(5)))
                .contains("nothing to train on");
    }

    @Test
    void withoutAMaturedOutcomeThereIsNothingToTrainOn() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "1", 6));

        assertRefused(ErrorCode.NOT_ENOUGH_DATA, () -> build(WHEN_KNOWN, day(5)));
    }

    @Test
    void beforeTheFirstEventThereIsNothingToTrainOn() {
        scene.add(event("a", 5));
        scene.add(outcome("a", "1", 5));

        assertRefused(ErrorCode.NOT_ENOUGH_DATA, () -> build(WHEN_KNOWN, day(5)));
        assertRefused(ErrorCode.NOT_ENOUGH_DATA, () -> build(WHEN_KNOWN, day(1)));
    }

    @Test
    void theDigestIsTheSameForTheSameDataInAnotherOrder() {
        Random random = new Random(3);
        List<TrafficEvent> events = new ArrayList<>(IntStream.range(0, 300)
                .mapToObj(i -> event("e" + i, day(i % 7), "{\"lead_time\":" + random.nextInt(9) + "}"))
                .toList());
        List<Outcome> known = new ArrayList<>(IntStream.range(0, 300)
                .mapToObj(i -> outcome("e" + i, "" + i % 2, 8))
                .toList());
        TrafficScene other = another();
        scene.events.appendEvents(scene.task, events);
        scene.outcomes.appendOutcomes(scene.task, known);
        Collections.shuffle(events, random);
        Collections.shuffle(known, random);
        other.outcomes.appendOutcomes(other.task, known);
        events.forEach(other::add);

        assertThat(build(other, WHEN_KNOWN, day(9)).digest())
                .isEqualTo(build(WHEN_KNOWN, day(9)).digest());
    }

    @Test
    void theDigestDoesNotChangeByWhatBecameKnownLater() {
        scene.add(event("a", 1));
        scene.add(outcome("a", "1", 2));
        TrainingSnapshot before = build(WHEN_KNOWN, day(5));

        scene.add(event("b", 6));
        scene.add(outcome("a", "0", 6));

        assertThat(build(WHEN_KNOWN, day(5)).digest()).isEqualTo(before.digest());
    }

    @Test
    void everythingThatIsTrainedOnChangesTheDigest() {
        List<Object> digests = new ArrayList<>();
        digests.add(digest(event("a", day(1), "{\"lead_time\":1,\"country\":\"2\"}"), "1"));
        digests.add(digest(event("a", day(1), "{\"lead_time\":1,\"country\":\"2\"}"), "0"));
        digests.add(digest(event("a", day(1), "{\"lead_time\":2,\"country\":\"2\"}"), "1"));
        digests.add(digest(event("a", day(1), "{\"lead_time\":1,\"country\":\"3\"}"), "1"));
        digests.add(digest(event("a", day(1), "{\"lead_time\":1}"), "1"));
        digests.add(digest(event("a", day(1), "{\"country\":\"1\"}"), "1"));
        digests.add(digest(event("a", day(1), "{\"lead_time\":12}"), "1"));
        digests.add(digest(event("a", day(1.5), "{\"lead_time\":1,\"country\":\"2\"}"), "1"));
        digests.add(digest(event("b", day(1), "{\"lead_time\":1,\"country\":\"2\"}"), "1"));

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void anInputThatIsNoFeatureDoesNotChangeTheDigest() {
        assertThat(digest(event("a", day(1), "{\"lead_time\":1,\"note\":\"x\"}"), "1"))
                .isEqualTo(digest(event("a", day(1), "{\"lead_time\":1}"), "1"));
    }

    private Object digest(TrafficEvent event, String value) {
        TrafficScene own = another();
        own.add(event);
        own.add(outcome(event.id(), value, 2));
        return build(own, WHEN_KNOWN, day(5)).digest();
    }

    private TrainingSnapshot build(String maturity, Instant asOf) {
        return build(scene, maturity, asOf);
    }

    private TrainingSnapshot build(TrafficScene of, String maturity, Instant asOf) {
        return new SnapshotBuilder(of.reader)
                .build(new SnapshotSpec(task(of, maturity), asOf, Optional.empty()), RunControl.UNWATCHED);
    }

    private TaskDefinition task(String maturity) {
        return task(scene, maturity);
    }

    private static TaskDefinition task(TrafficScene of, String maturity) {
        return maturity.equals(WHEN_KNOWN)
                ? TaskScene.named(of.task.text(), "  maturesAt: matures_at\n", "")
                : TaskScene.named(of.task.text(), "maturesAt: matures_at", "maturesAt: " + maturity);
    }

    private static List<String> outcomes(TrainingSnapshot snapshot) {
        FeatureColumn.Categorical column = snapshot.outcomes();
        return IntStream.range(0, column.rows())
                .mapToObj(row -> column.dictionary().get(column.value(row)))
                .toList();
    }
}
