package dev.understudy.engine.task;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCategory;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.scene.TaskScene;
import dev.understudy.engine.statistics.DecisionCosts;
import dev.understudy.engine.statistics.Dependence;
import dev.understudy.engine.statistics.Metric;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Task files: each key is taken as it is meant, and each mistake is told with its file, line and key. */
class TaskFileTest {
    @Test
    void everyServedKeyArrives() {
        TaskDefinition task = TaskScene.task();

        assertThat(task)
                .isEqualTo(new TaskDefinition(
                        new TaskName("hotels"),
                        TaskKind.BINARY,
                        new EventColumns("event_id", "event_time", Optional.of("agent")),
                        new OutcomeColumns(
                                "is_canceled",
                                Optional.of("1"),
                                Optional.of("known_at"),
                                new Maturity.Column("matures_at")),
                        List.of(
                                new FeatureDefinition("lead_time", FeatureType.NUMERIC),
                                new FeatureDefinition("country", FeatureType.CATEGORICAL)),
                        Optional.empty(),
                        new DecisionRule(
                                new DecisionThreshold.Fixed(0.4), Optional.of(new DecisionCosts(4, 180)), "EUR"),
                        new TrainingSection(
                                "random-forest",
                                Optional.of(Duration.ofDays(730)),
                                7,
                                Map.of("trees", "20", "maxDepth", "5")),
                        new SimulationSection(Duration.ofDays(7), Dependence.NONE, 0.8),
                        new GatePolicy(
                                0.9,
                                GatePolicy.Requirement.SUPERIOR,
                                List.of(
                                        new GateMetric(Metric.AUC, GatePolicy.Role.SUCCESS, 0.005, Optional.empty()),
                                        new GateMetric(
                                                Metric.RECALL,
                                                GatePolicy.Role.GUARDRAIL,
                                                0.02,
                                                Optional.of(new GatePolicy.Slice("country", "PRT")))),
                                List.of("country"),
                                OptionalDouble.of(0.05),
                                OptionalInt.of(50),
                                OptionalDouble.empty()),
                        List.of(new BusinessMeasure("handling-minutes", false), new BusinessMeasure("revenue", true)),
                        new LogSection(Optional.empty())));
    }

    @Test
    void whatIsOptionalHasItsDefault() {
        TaskDefinition task = TaskFile.parse("task.yaml", """
                apiVersion: understudy/v1
                task: rentals
                kind: regression
                event: {id: id, time: at}
                outcome: {column: count}
                features: [{name: temperature, type: numeric}]
                training: {algorithm: ridge}
                gate: {metrics: [{metric: mae, role: success, margin: 2}]}
                """);

        assertThat(task.event().cluster()).isEmpty();
        assertThat(task.outcome().positive()).isEmpty();
        assertThat(task.outcome().knownAt()).isEmpty();
        assertThat(task.outcome().maturity()).isEqualTo(new Maturity.WhenKnown());
        assertThat(task.decision()).isEqualTo(new DecisionRule(DecisionThreshold.USUAL, Optional.empty(), ""));
        assertThat(task.training().window()).isEmpty();
        assertThat(task.training().seed()).isEqualTo(42);
        assertThat(task.training().parameters()).isEmpty();
        assertThat(task.simulation()).isEqualTo(new SimulationSection(Duration.ofDays(14), Dependence.AUTO, 0.9));
        assertThat(task.gate().confidence()).isEqualTo(0.95);
        assertThat(task.gate().requirement()).isEqualTo(GatePolicy.Requirement.NON_INFERIOR);
        assertThat(task.gate().maxLabelShareShift()).isEmpty();
        assertThat(task.gate().minimumOutcomes()).isEmpty();
        assertThat(task.business()).isEmpty();
    }

    @Test
    void maturityMayBeADuration() {
        assertThat(TaskScene.task("maturesAt: matures_at", "maturesAt: P30D")
                        .outcome()
                        .maturity())
                .isEqualTo(new Maturity.After(Duration.ofDays(30)));
    }

    @Test
    void aMulticlassTaskHasNoPositiveValueAndNoDecision() {
        TaskDefinition task = TaskFile.parse("task.yaml", """
                apiVersion: understudy/v1
                task: cases
                kind: multiclass
                event: {id: id, time: at}
                outcome: {column: team}
                features: [{name: topic, type: categorical}]
                training: {algorithm: random-forest}
                gate: {metrics: [{metric: macro-f1, role: success, margin: 0.01}]}
                """);

        assertThat(task.kind()).isEqualTo(TaskKind.MULTICLASS);
    }

    @Test
    void everyOtherColumnIsAnInput() {
        TaskDefinition task = TaskScene.task();

        assertThat(List.of("lead_time", "country", "anything_else")).allMatch(task::isInput);
        assertThat(List.of("event_id", "event_time", "agent", "is_canceled", "known_at", "matures_at"))
                .noneMatch(task::isInput);
    }

    @Test
    void theClusterMayBeAFeatureToo() {
        assertThat(TaskScene.task("name: country", "name: agent").isInput("agent"))
                .isTrue();
    }

    /** old text; new text; line; key; part of the expectation. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "apiVersion: understudy/v1 | apiVersion: understudy/v2 | 1 | apiVersion | expected understudy/v1",
                "apiVersion: understudy/v1 | colour: blue | 1 | apiVersion | is missing",
                "task: hotels | task: Hotels | 2 | task | lower-case",
                "task: hotels | task: [hotels] | 2 | task | expected a text, and found a list",
                "kind: binary | kind: ranking | 3 | kind | expected one of binary, multiclass, regression",
                "kind: binary | kind: regression | 10 | outcome.positive | only a binary task",
                "id: event_id | ident: event_id | 5 | event.id | is missing",
                "cluster: agent | clusters: agent | 7 | event.clusters | unknown key; expected one of cluster, id, time",
                "column: is_canceled | colum: is_canceled | 9 | outcome.column | is missing",
                "positive: \"1\" | negative: \"0\" | 9 | outcome.positive | is missing",
                "maturesAt: matures_at | maturesAt: P1Y | 12 | outcome.maturesAt | ISO-8601 duration",
                "maturesAt: matures_at | maturesAt: -P1D | 12 | outcome.maturesAt | not negative",
                "maturesAt: matures_at | maturesAt: P99999999D | 12 | outcome.maturesAt | at most",
                "name: country | name: lead_time | 15 | features[1].name | twice",
                "name: country | name: is_canceled | 13 | features | a column of the outcome",
                "name: country | nom: country | 15 | features[1].name | is missing",
                "type: numeric | type: number | 14 | features[0].type | expected one of numeric, categorical",
                "type: numeric} | type: numeric, unit: d} | 14 | features[0].unit | unknown key",
                "threshold: 0.4 | threshold: 1.5 | 17 | decision.threshold | from 0.0 to 1.0",
                "threshold: 0.4 | threshold: high | 17 | decision.threshold | expected a number",
                "threshold: 0.4 | threshold: \"0.4\" | 17 | decision.threshold | expected a number",
                "threshold: 0.4 | threshold: .nan | 17 | decision.threshold | expected a number",
                "threshold: 0.4 | threshold: {tune: auc} | 17 | decision.threshold.tune | expected one of f1, cost",
                "threshold: 0.4 | threshold: {tune: f1, of: 1} | 17 | decision.threshold.of | unknown key",
                "falsePositive: 4 | falsePositive: -4 | 18 | decision.costs.falsePositive | from 0.0",
                "falsePositive: 4, | `` | 18 | decision.costs.falsePositive | is missing",
                "unit: EUR | currency: EUR | 18 | decision.costs.currency | unknown key",
                "exploration: 0.0 | exploration: -0.1 | 20 | decision.exploration | from 0.0 to 1.0",
                "exploration: 0.0 | exploration: 0.02 | 20 | decision.exploration | expected gatesOutcome: true",
                "exploration: 0.0 | exploration: 1 | 20 | decision.exploration | expected a number below 1",
                "gatesOutcome: false | gatesOutcome: maybe | 19 | decision.gatesOutcome | expected true or false",
                "algorithm: random-forest | algorithms: random-forest | 22 | training.algorithm | is missing",
                "window: P730D | window: 730 | 23 | training.window | ISO-8601 duration",
                "seed: 7 | seed: 7.5 | 24 | training.seed | expected a whole number",
                "seed: 7 | seed: 1e300 | 24 | training.seed | expected a whole number",
                "maxDepth: 5 | maxDepth: [5] | 25 | training.parameters.maxDepth | expected a text",
                "seed: 7 | classWeights: {a: 1} | 24 | training.classWeights | expected a text",
                "seed: 7 | classWeights: heavy | 24 | training.classWeights | expected balanced, and found heavy",
                "calibration: none | calibration: beta | 26 | training.calibration | expected one of none, platt, isotonic",
                "seed: 7 | text: {dimensions: 15} | 24 | training.text.dimensions | from 16 to 65536, and found 15",
                "seed: 7 | text: {words: 15} | 24 | training.text.words | unknown key",
                "window: P7D | window: -P7D | 28 | simulation.window | not negative",
                "dependence: none | dependence: some | 29 | simulation.dependence | expected one of auto, none",
                "minimumCoverage: 0.8 | minimumCoverage: 2 | 30 | simulation.minimumCoverage | from 0.0 to 1.0",
                "confidence: 0.9 | confidence: 1 | 32 | gate.confidence | from 0.5 to 0.9999",
                "require: superior | require: better | 33 | gate.require | expected one of non-inferior, superior",
                "metric: auc | metric: mae | 35 | gate.metrics[0].metric | expected one of auc, log-loss",
                "role: success | role: guardrail | 33 | gate.require | superior needs a metric whose role is success",
                "margin: 0.005 | margin: 0 | 35 | gate.metrics[0].margin | expected a positive number",
                "minimumOutcomes: 50 | maxLatencyRatio: 0 | 39 | gate.maxLatencyRatio | expected a positive number",
                "role: success, margin: 0.005 | role: success | 35 | gate.metrics[0].margin | expected a positive number",
                "country=PRT | country | 36 | gate.metrics[1].slice | expected column=value",
                "slices: [country] | slices: country | 37 | gate.slices | expected a list",
                "slices: [country] | slices: [[country]] | 37 | gate.slices | expected a list of texts",
                "minimumOutcomes: 50 | minimumOutcomes: 0 | 39 | gate.minimumOutcomes | expected a positive whole number",
                "maxLabelShareShift: 0.05 | maxLabelShift: 0.05 | 38 | gate.maxLabelShift | unknown key",
                "better: lower | better: smaller | 41 | business[0].better | expected lower or higher",
                "log: {} | logs: {} | 43 | logs | unknown key",
                "log: {} | log: {level: high} | 43 | log.level | unknown key",
                "log: {} | log: none | 43 | log | expected a mapping",
            })
    void aMistakeIsToldWithFileLineAndKey(String old, String mistake, int line, String key, String expectation) {
        String text = TaskScene.yaml(old, mistake);

        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(text))
                .startsWith("task.yaml:" + line + ": " + key + ": ")
                .contains(expectation);
    }

    @Test
    void theMetricCostNeedsCosts() {
        String text = TaskScene.yaml(
                "metric: recall", "metric: cost", "  costs: {falsePositive: 4, falseNegative: 180, unit: EUR}\n", "");

        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(text))
                .isEqualTo("task.yaml:30: gate: the metric cost needs decision.costs");
    }

    @Test
    void aThresholdOfTheLeastCostNeedsCosts() {
        String text = TaskScene.yaml(
                "threshold: 0.4",
                "threshold: {tune: cost}",
                "  costs: {falsePositive: 4, falseNegative: 180, unit: EUR}\n",
                "");

        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(text))
                .isEqualTo("task.yaml:17: decision.threshold.tune: a threshold of the least cost needs decision.costs");
    }

    @Test
    void optionsOfTrainingArrive() {
        TaskDefinition task = TaskScene.task(
                "seed: 7",
                "classWeights: balanced",
                "calibration: none",
                "calibration: isotonic",
                "type: categorical",
                "type: text",
                "threshold: 0.4",
                "threshold: {tune: cost}",
                "window: P730D",
                "text: {dimensions: 512}");

        assertThat(task.training().options()).isEqualTo(new TrainingOptions(true, CalibrationMethod.ISOTONIC, 512));
        assertThat(task.features().get(1).type()).isEqualTo(FeatureType.TEXT);
        assertThat(task.decision().threshold()).isEqualTo(new DecisionThreshold.Tuned(ThresholdGoal.COST));
    }

    @Test
    void aLimitOnTheLatencyIsRead() {
        assertThat(TaskScene.task("minimumOutcomes: 50", "maxLatencyRatio: 1.5")
                        .gate()
                        .maxLatencyRatio())
                .hasValue(1.5);
    }

    @Test
    void aDecisionMayHideTheOutcomeAndLetAShareThrough() {
        assertThat(TaskScene.task().decision().outcomeGate()).isEqualTo(new OutcomeGate.Open());
        assertThat(TaskScene.task("gatesOutcome: false", "gatesOutcome: true")
                        .decision()
                        .outcomeGate())
                .isEqualTo(new OutcomeGate.Closed(0));
        assertThat(TaskScene.task(
                                "gatesOutcome: false",
                                "gatesOutcome: true",
                                "exploration: 0.0",
                                "exploration: 0.000001")
                        .decision()
                        .outcomeGate())
                .isEqualTo(new OutcomeGate.Closed(1e-6));
    }

    @Test
    void theLogIsKeptForAsLongAsItSays() {
        assertThat(TaskScene.task("log: {}", "log: {retention: P400D}").log().retention())
                .contains(Duration.ofDays(400));
        assertThat(TaskScene.task().log().retention()).isEmpty();
    }

    @Test
    void theLogIsKeptForADayAtLeast() {
        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(TaskScene.yaml("log: {}", "log: {retention: PT23H}")))
                .startsWith("task.yaml:43: log.retention: expected at least P1D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"featuers: []", "features: []", "metrics: []"})
    void listsThatMustNotBeEmpty(String list) {
        String text = list.startsWith("metrics")
                ? TaskScene.yaml().replaceAll("(?s)metrics:.*  slices", list + "\n  slices")
                : TaskScene.yaml().replaceAll("(?s)features:.*decision", list + "\ndecision");

        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(text)).contains("expected at least one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "task: hotels | task: !!str hotels | tags are not allowed",
                "task: hotels | task: !java.net.URL hotels | tags are not allowed",
                "event: | event: !thing | tags are not allowed",
                "task: hotels | task: &name hotels | anchors and aliases are not allowed",
                "task: hotels | &key task: hotels | anchors and aliases are not allowed",
                "algorithm: random-forest | algorithm: *name | anchors and aliases are not allowed",
                "task: hotels | ? [a, b] : c | Non scalar key",
                "slices: [country] | slices: [&a country, *a] | anchors and aliases are not allowed",
                "parameters: {trees: 20, maxDepth: 5} | parameters: {trees: !!int 20} | tags are not allowed",
                "log: {} | task: rooms | the key is there twice",
                "log: {} | log: {} trailing | not well-formed YAML",
                "log: {} | `\tlog: {}` | not well-formed YAML",
            })
    void trickyYamlIsRefused(String old, String trick, String why) {
        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(TaskScene.yaml(old, trick)))
                .startsWith("task.yaml:")
                .contains(why);
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(TaskScene.yaml() + "---\na: b\n"))
                .contains("not well-formed YAML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "- a list", "just text", "null"})
    void aFileThatIsNoMappingIsRefused(String text) {
        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(text))
                .startsWith("task.yaml:1: ")
                .contains("expected a mapping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void deepNestingIsRefused(String level) {
        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(level.repeat(200_000)))
                .startsWith("task.yaml:")
                .doesNotContain("null");
    }

    @Test
    void expandingAliasesAreRefused() {
        String bomb = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\n";

        assertRefused(ErrorCode.TASK_FILE_INVALID, parse(bomb)).startsWith("task.yaml:");
    }

    @Test
    void aHugeFileIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("task.yaml"), TaskScene.yaml() + "#".repeat(5_000_000));

        assertRefused(ErrorCode.TASK_FILE_INVALID, () -> TaskFile.read(file)).contains("task.yaml", "larger than");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("task.yaml"), TaskScene.yaml("hotels", "hôtels").getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(ErrorCode.TASK_FILE_INVALID, () -> TaskFile.read(file)).contains("task.yaml", "UTF-8");
    }

    @Test
    void aMissingFileIsToldByName(@TempDir Path folder) {
        assertRefused(ErrorCode.TASK_FILE_INVALID, () -> TaskFile.read(folder.resolve("absent.yaml")))
                .contains("absent.yaml", "no such file");
    }

    @Test
    void aTaskFileIsReadFromDisk(@TempDir Path folder) {
        assertThat(TaskFile.read(TaskScene.file(folder))).isEqualTo(TaskScene.task());
    }

    @Test
    void bothRefusalsAreBadInput() {
        assertThat(List.of(ErrorCode.TASK_FILE_INVALID, ErrorCode.NOT_AVAILABLE))
                .allMatch(code -> code.category() == ErrorCategory.BAD_INPUT);
    }

    private static ThrowingCallable parse(String text) {
        return () -> TaskFile.parse("task.yaml", text);
    }
}
