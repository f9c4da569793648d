package dev.understudy.engine.traffic;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static dev.understudy.engine.scene.TrafficScene.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.scene.TaskScene;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The log of a model that lives elsewhere on its way into the logs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictionsImportTest {
    private static final VersionName OLD = new VersionName("x-old");
    private static final String[] MULTICLASS = {
        "kind: binary",
        "kind: multiclass",
        "  positive: \"1\"\n",
        "",
        "metric: auc",
        "metric: log-loss",
        "metric: recall",
        "metric: accuracy",
        "  costs: {falsePositive: 4, falseNegative: 180, unit: EUR}\n",
        "",
        "decision:\n",
        "",
        "  threshold: 0.4\n",
        "",
        "  gatesOutcome: false\n",
        "",
        "  exploration: 0.0\n",
        ""
    };
    private static final String[] REGRESSION = MULTICLASS.clone();

    static {
        REGRESSION[1] = "kind: regression";
        REGRESSION[5] = "metric: mae";
        REGRESSION[7] = "metric: rmse";
    }

    @TempDir
    Path folder;

    private Database database;
    private TaskDefinition task;
    private TrafficScene scene;
    private int tasks;

    @BeforeAll
    void openTheDatabase(@TempDir Path data) {
        database = H2Database.open(data.resolve("understudy"), Duration.ZERO);
    }

    @AfterAll
    void closeTheDatabase() {
        database.close();
    }

    @BeforeEach
    void takeATask() {
        take();
    }

    private void take(String... replacements) {
        task = TaskScene.named("task-" + ++tasks, replacements);
        scene = new TrafficScene(database, task.name().text());
    }

    private ImportResult take(String name, String text, String score, Optional<String> label) {
        try {
            Path file = Files.writeString(folder.resolve(name), text);
            return new TrafficImport(scene.imports)
                    .predictions(
                            task,
                            file,
                            ScoreColumns.of("old", score, label),
                            folder.resolve("rejects.csv"),
                            RunControl.UNWATCHED);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ImportResult csv(String columns, String values, String score) {
        return take(
                "log.csv",
                "event_id,event_time,agent,matures_at,lead_time,country" + columns + "\ne1,2024-01-01,,,10,PRT" + values
                        + "\n",
                score,
                Optional.empty());
    }

    private LoggedEvent only() {
        List<LoggedEvent> logged = new ArrayList<>();
        scene.reader.read(
                new TrafficQuery(scene.task, ALL, TrafficScene.day(300), new Maturity.WhenKnown(), Optional.of(OLD)),
                RunControl.UNWATCHED,
                logged::add);
        assertThat(logged).hasSize(1);
        return logged.getFirst();
    }

    private String reason(ImportResult result) {
        try {
            return Files.readAllLines(result.rejectsFile().orElseThrow()).get(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aScoreIsKeptAsServedAtTheEventsTimeAndLabelledByTheThreshold() {
        csv(",p", ",0.4", "p");

        LoggedEvent logged = only();
        Prediction prediction = logged.prediction().orElseThrow();
        assertThat(prediction.score()).isEqualTo(new Score.Single(0.4));
        assertThat(prediction.label()).contains("1");
        assertThat(prediction.origin()).isEqualTo(Origin.SERVED);
        assertThat(prediction.knownAt()).isEqualTo(logged.event().time());
        assertThat(logged.event().input().values()).isEqualTo(Map.of("lead_time", "10", "country", "PRT"));
    }

    @Test
    void belowTheThresholdTheLabelIsTheOtherOne() {
        csv(",p", ",0.39", "p");

        assertThat(only().prediction().orElseThrow().label()).contains("not 1");
    }

    @Test
    void theLogsOwnLabelStands() {
        take(
                "log.jsonl",
                "{\"event_id\":\"e1\",\"event_time\":\"2024-01-01\",\"p\":0.9,\"said\":\"0\"}\n",
                "p",
                Optional.of("said"));

        assertThat(only().prediction().orElseThrow().label()).contains("0");
        assertThat(only().event().input().values()).isEmpty();
    }

    @Test
    void aColumnAClassIsAMulticlassScore() {
        take(MULTICLASS);
        csv(",p_red,p_green,p_blue,note", ",0.2,0.7,0.1,x", "p_");

        Prediction prediction = only().prediction().orElseThrow();
        assertThat(prediction.score()).isEqualTo(new Score.PerClass(Map.of("red", 0.2, "green", 0.7, "blue", 0.1)));
        assertThat(prediction.label()).contains("green");
        assertThat(only().event().input().values()).containsOnlyKeys("lead_time", "country", "note");
    }

    @Test
    void anObjectInOneColumnIsAMulticlassScoreToo() {
        take(MULTICLASS);
        csv(",scores", ",\"{\"\"red\"\":0.5,\"\"blue\"\":0.5}\"", "scores");

        Prediction prediction = only().prediction().orElseThrow();
        assertThat(prediction.score()).isEqualTo(new Score.PerClass(Map.of("red", 0.5, "blue", 0.5)));
        assertThat(prediction.label()).as("the first of equals").contains("blue");
    }

    @Test
    void probabilitiesThatDoNotAddUpAreRejected() {
        take(MULTICLASS);

        ImportResult result = take("log.csv", """
                event_id,event_time,agent,matures_at,lead_time,country,p_a,p_b
                e1,2024-01-01,,,1,PRT,0.5,0.5
                e2,2024-01-01,,,1,PRT,0.5,0.6
                """, "p_", Optional.empty());

        assertThat(result.predictions()).isEqualTo(1);
        assertThat(reason(result)).contains("add up to 1", "1.1");
    }

    @Test
    void aRegressionTakesAnyNumberAndNoLabel() {
        take(REGRESSION);
        csv(",guess", ",-17.5", "guess");

        Prediction prediction = only().prediction().orElseThrow();
        assertThat(prediction.score()).isEqualTo(new Score.Single(-17.5));
        assertThat(prediction.label()).isEmpty();
        assertRefused(
                        ErrorCode.DATA_INVALID,
                        () -> take("log.csv", "event_id,guess,said\n", "guess", Optional.of("said")))
                .contains("regression");
    }

    @Test
    void predictionsOfEventsThatAreThereNeedNoMoreThanTheirIds() {
        scene.add(TrafficScene.event("e1", 3));

        ImportResult result = take("log.csv", "event_id,p\ne1,0.25\n", "p", Optional.empty());

        assertThat(result.predictions()).isEqualTo(1);
        assertThat(result.events()).isZero();
        assertThat(only().prediction().orElseThrow().score()).isEqualTo(new Score.Single(0.25));
    }

    @Test
    void whatIsLoggedIsCountedOnceHoweverOftenItIsImported() {
        for (int i = 0; i < 2; i++) {
            csv(",p", ",0.4", "p");
        }
        take(
                "more.csv",
                "event_id,event_time,agent,matures_at,lead_time,country,p\ne2,2024-01-09,,,1,PRT,1\n",
                "p",
                Optional.empty());

        ExternalModel model = scene.externals.find(scene.task, OLD).orElseThrow();
        assertThat(model.predictions()).isEqualTo(2);
        assertThat(model.first()).isEqualTo(TrafficScene.day(0));
        assertThat(model.last()).isEqualTo(TrafficScene.day(8));
        assertThat(scene.externals.models(scene.task)).containsExactly(model);
    }

    @Test
    void aFileOfWhichNothingCouldBeTakenLeavesNoModelBehind() {
        assertRefused(ErrorCode.DATA_INVALID, () -> csv(",p", ",2", "p")).contains("not one");

        assertThat(scene.externals.models(scene.task)).isEmpty();
    }
}
