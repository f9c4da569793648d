package dev.understudy.engine.traffic;

import static dev.understudy.engine.scene.TrafficScene.ALL;
import static dev.understudy.engine.scene.TrafficScene.event;
import static dev.understudy.engine.scene.TrafficScene.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.Maturity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the log of answers holds to on either database, for calls that are written together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class ServedLogContract {
    private Database database;
    private int tasks;
    private TrafficScene scene;
    private JdbiServedLog log;

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
    }

    private static PredictionEvent served(String id, double day, double score) {
        return new PredictionEvent(event(id, day), prediction(Origin.SERVED, new Score.Single(score)));
    }

    private List<ServedAppend> append(List<List<PredictionEvent>> calls) {
        return log.appendEach(scene.task, calls);
    }

    private static List<Double> scores(ServedAppend append) {
        return ((ServedAppend.Logged) append)
                .predictions().stream()
                        .map(prediction -> ((Score.Single) prediction.score()).value())
                        .toList();
    }

    private List<String> logged() {
        return scene.read(ALL, 4_000, new Maturity.WhenKnown()).stream()
                .map(event -> event.event().id()
                        + event.prediction()
                                .map(prediction -> "=" + ((Score.Single) prediction.score()).value())
                                .orElse(""))
                .toList();
    }

    /** What the log counts itself, by kind of fact. */
    private Map<String, Long> counted() {
        return database.read(handle -> handle.createQuery(
                        "SELECT kind, SUM(facts) AS facts FROM log_day WHERE task = :task GROUP BY kind")
                .bind("task", scene.task.text())
                .reduceRows(new ConcurrentHashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("kind", String.class), row.getColumn("facts", Long.class));
                    return counts;
                }));
    }

    @Test
    void everyCallGetsItsOwnAnswer() {
        List<ServedAppend> appended =
                append(List.of(List.of(served("a", 1, 0.1), served("b", 2, 0.2)), List.of(served("c", 1, 0.3))));

        assertThat(appended).extracting(ServedLogContract::scores).containsExactly(List.of(0.1, 0.2), List.of(0.3));
        assertThat(((ServedAppend.Logged) appended.getFirst()).fresh()).isEqualTo(Set.of(0, 1));
        assertThat(logged()).containsExactly("a=0.1", "c=0.3", "b=0.2");
        assertThat(counted()).containsOnly(Map.entry("event", 3L), Map.entry("prediction", 3L));
    }

    @Test
    void aRetryWithinOneGroupGetsTheFirstAnswer() {
        List<ServedAppend> appended =
                append(List.of(List.of(served("a", 1, 0.1)), List.of(served("b", 1, 0.5), served("a", 1, 0.9))));

        assertThat(scores(appended.get(1))).containsExactly(0.5, 0.1);
        assertThat(((ServedAppend.Logged) appended.get(1)).fresh()).isEqualTo(Set.of(0));
        assertThat(logged()).containsExactly("a=0.1", "b=0.5");
    }

    @Test
    void aRetryLaterGetsTheFirstAnswer() {
        append(List.of(List.of(served("a", 1, 0.1))));

        List<ServedAppend> again = append(List.of(List.of(served("a", 1, 0.9)), List.of(served("b", 1, 0.2))));

        assertThat(again).extracting(ServedLogContract::scores).containsExactly(List.of(0.1), List.of(0.2));
        assertThat(counted()).containsOnly(Map.entry("event", 2L), Map.entry("prediction", 2L));
    }

    @Test
    void aCallThatIsRefusedLeavesNoTraceAndTheOthersAlone() {
        append(List.of(List.of(served("old", 1, 0.1))));

        List<ServedAppend> appended = append(List.of(
                List.of(served("a", 1, 0.1)),
                List.of(served("b", 1, 0.2), served("old", 2, 0.2)),
                List.of(served("b", 2, 0.3), served("a", 1, 0.9))));

        assertThat(appended.get(1))
                .isInstanceOfSatisfying(
                        ServedAppend.Refused.class,
                        refused -> assertThat(refused.conflict().index()).isEqualTo(1));
        assertThat(scores(appended.get(2))).as("b is not taken yet").containsExactly(0.3, 0.1);
        assertThat(logged()).containsExactly("a=0.1", "old=0.1", "b=0.3");
        assertThat(counted()).containsOnly(Map.entry("event", 3L), Map.entry("prediction", 3L));
    }

    @Test
    void aCallThatContradictsItselfIsRefused() {
        List<ServedAppend> appended = append(List.of(List.of(served("a", 1, 0.1), served("a", 2, 0.1))));

        assertThat(appended.getFirst()).isInstanceOf(ServedAppend.Refused.class);
        assertThat(logged()).isEmpty();
    }

    @Test
    void anEventThatWasImportedIsAnsweredAndNotWrittenAgain() {
        scene.add(event("a", 1));

        append(List.of(List.of(served("a", 1, 0.4))));

        assertThat(logged()).containsExactly("a=0.4");
        assertThat(counted()).containsOnly(Map.entry("event", 1L), Map.entry("prediction", 1L));
    }

    @Test
    void threadsThatRaceForTheSameEventsAllHearOneAnswer() {
        Map<String, Set<Double>> heard = new ConcurrentHashMap<>();
        JdbiServedLog elsewhere = new JdbiServedLog(database, () -> TrafficScene.RECORDED);
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int number = thread;
            JdbiServedLog mine = thread % 2 == 0 ? log : elsewhere;
            threads.add(Thread.ofPlatform()
                    .start(() -> IntStream.range(0, 60).forEach(i -> {
                        ServedAppend append = mine.appendServed(
                                scene.task,
                                List.of(served("e" + i, i % 3, number / 8.0), served("o" + i, 1, number / 8.0)));
                        heard.computeIfAbsent("e" + i, id -> ConcurrentHashMap.newKeySet())
                                .add(scores(append).getFirst());
                        heard.computeIfAbsent("o" + i, id -> ConcurrentHashMap.newKeySet())
                                .add(scores(append).getLast());
                    })));
        }
        threads.forEach(ServedLogContract::join);

        assertThat(heard)
                .hasSize(120)
                .allSatisfy((id, scores) -> assertThat(scores).as(id).hasSize(1));
        assertThat(logged()).hasSize(120);
        assertThat(counted()).containsOnly(Map.entry("event", 120L), Map.entry("prediction", 120L));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
