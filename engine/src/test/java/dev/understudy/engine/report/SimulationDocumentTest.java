package dev.understudy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.registry.StoredSimulation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SimulationDocumentTest {
    private static JsonNode read(StoredSimulation simulation) {
        return JsonMapper.shared().readTree(SimulationDocument.bytes(simulation));
    }

    private static List<String> names(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }

    @Test
    void hasTheFieldsOfTheContractAndFurtherOnes() {
        JsonNode root = read(ReportWorld.binary().simulation());

        assertThat(names(root))
                .contains(
                        "schemaVersion",
                        "simulation",
                        "task",
                        "candidate",
                        "live",
                        "window",
                        "knownAt",
                        "events",
                        "origins",
                        "outcomes",
                        "parity",
                        "metrics",
                        "labelShares",
                        "slices",
                        "disagreements",
                        "dependence",
                        "power",
                        "looks",
                        "policy",
                        "verdict",
                        "timing",
                        "candidateModel",
                        "liveModel",
                        "recordedAt");
        assertThat(root.get("schemaVersion").isInt()).isTrue();
        assertThat(root.get("schemaVersion").intValue()).isEqualTo(1);
        assertThat(root.get("simulation").stringValue()).isEqualTo("s-0042");
        assertThat(root.get("task").stringValue()).isEqualTo("hotel-cancellation");
        assertThat(root.get("candidate").stringValue()).isEqualTo("v3");
        assertThat(root.get("live").stringValue()).isEqualTo("v1");
        assertThat(root.at("/window/from").stringValue()).isEqualTo("2026-11-09T00:00:00Z");
        assertThat(root.at("/window/to").stringValue()).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(root.get("knownAt").stringValue()).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(root.get("recordedAt").stringValue()).isEqualTo("2026-11-23T06:30:00Z");
        assertThat(root.get("events").isIntegralNumber()).isTrue();
    }

    @Test
    void hasTheContractsFieldsInItsParts() {
        JsonNode root = read(ReportWorld.binary().simulation());

        assertThat(names(root.get("origins"))).contains("served", "backfilled", "replayed", "missing");
        assertThat(names(root.get("outcomes"))).contains("known", "pending", "coverage");
        assertThat(names(root.get("parity"))).contains("checked", "identical", "waived");
        assertThat(names(root.get("labelShares"))).containsExactly("live", "candidate");
        assertThat(names(root.at("/labelShares/live"))).containsExactly("0", "1");
        assertThat(names(root.at("/slices/0"))).containsExactly("slice", "events", "metrics");
        assertThat(names(root.get("disagreements"))).contains("count", "better", "worse", "examples");
        assertThat(names(root.get("dependence"))).contains("clusters", "blocks", "block", "degreesOfFreedom");
        assertThat(names(root.get("power"))).contains("metric", "smallestDetectableDifference");
        assertThat(names(root.get("looks"))).contains("candidate", "candidatesOnWindow");
        assertThat(names(root.get("policy")))
                .contains(
                        "confidence",
                        "require",
                        "metrics",
                        "slices",
                        "maxLabelShareShift",
                        "maxLatencyRatio",
                        "minimumOutcomes",
                        "minimumCoverage");
        assertThat(names(root.get("verdict"))).contains("decision", "reason", "furtherDays", "checks");
        assertThat(root.at("/verdict/furtherDays").isNull()).isTrue();
        assertThat(names(root.at("/verdict/checks/0"))).containsExactly("check", "passed", "detail");
        assertThat(names(root.get("timing")))
                .contains("scorer", "readSeconds", "scoreSeconds", "statisticsSeconds", "totalSeconds");
        assertThat(names(root.get("candidateModel")))
                .containsExactly("version", "digest", "asOf", "algorithm", "parameters", "importance");
        assertThat(names(root.at("/liveModel/parameters"))).containsExactly("maxDepth", "note", "rate");
    }

    @Test
    void gateMetricsComeFirstAndOthersHaveNoRole() {
        JsonNode metrics = read(ReportWorld.binary().simulation()).get("metrics");

        assertThat(names(metrics.get(0)))
                .contains(
                        "metric",
                        "role",
                        "slice",
                        "live",
                        "candidate",
                        "difference",
                        "lower",
                        "upper",
                        "confidence",
                        "standardError",
                        "pValue",
                        "margin",
                        "conclusion");
        assertThat(metrics.get(0).get("metric").stringValue()).isEqualTo("auc");
        assertThat(metrics.get(0).get("role").stringValue()).isEqualTo("success");
        assertThat(metrics.get(0).get("slice").isNull()).isTrue();
        assertThat(metrics.get(0).get("margin").doubleValue()).isEqualTo(0.005);
        assertThat(metrics.get(0).get("conclusion").stringValue()).isEqualTo("superior");
        assertThat(metrics.get(3).get("slice").stringValue()).isEqualTo("hotel=City Hotel");
        assertThat(metrics.get(3).get("role").stringValue()).isEqualTo("guardrail");
        for (int i = 4; i < metrics.size(); i++) {
            assertThat(metrics.get(i).get("role").isNull()).isTrue();
            assertThat(metrics.get(i).get("margin").isNull()).isTrue();
            assertThat(metrics.get(i).get("conclusion").isNull()).isTrue();
            assertThat(metrics.get(i).get("difference").isNumber()).isTrue();
        }
        assertThat(metrics.size()).isEqualTo(9);
    }

    @Test
    void powerIsThatOfTheFirstSuccessMetric() {
        JsonNode root = read(ReportWorld.binary().simulation());

        assertThat(root.at("/power/metric").stringValue()).isEqualTo("auc");
        assertThat(root.at("/power/smallestDetectableDifference").doubleValue())
                .isGreaterThan(2.5 * root.at("/metrics/0/standardError").doubleValue());
    }

    @Test
    void withoutALiveModelItIsNull() {
        JsonNode root = read(ReportWorld.binary().withoutLive().simulation());

        assertThat(root.get("live").isNull()).isTrue();
        assertThat(root.get("liveModel").isNull()).isTrue();
        assertThat(root.at("/policy/require").stringValue()).isEqualTo("superior");
    }

    @Test
    void anExternalLiveModelHasNoDigest() {
        JsonNode root = read(ReportWorld.binary().externalLive("x-old.service").simulation());

        assertThat(root.get("live").stringValue()).isEqualTo("x-old.service");
        assertThat(root.at("/liveModel/digest").isNull()).isTrue();
        assertThat(root.at("/liveModel/asOf").isNull()).isTrue();
        assertThat(root.at("/parity/waived").booleanValue()).isTrue();
    }

    @Test
    void regressionHasNoLabelShares() {
        JsonNode root = read(ReportWorld.regression().simulation());

        assertThat(root.get("labelShares").isNull()).isTrue();
        assertThat(root.at("/disagreements/examples/0/liveLabel").isNull()).isTrue();
        assertThat(root.at("/metrics/0/metric").stringValue()).isEqualTo("mae");
        assertThat(root.at("/metrics/0/conclusion").stringValue()).isEqualTo("superior");
    }

    @Test
    void multiclassHasASharePerLabel() {
        JsonNode root = read(ReportWorld.multiclass().simulation());

        assertThat(names(root.at("/labelShares/candidate"))).containsExactly("billing", "delivery", "other", "refund");
    }

    @Test
    void whatCannotBeComputedIsNullAndSaysWhy() {
        JsonNode root = read(ReportWorld.binary().oneClass().simulation());
        JsonNode auc = root.at("/metrics/0");

        assertThat(auc.get("difference").isNull()).isTrue();
        assertThat(auc.get("standardError").isNull()).isTrue();
        assertThat(auc.get("confidence").isNull()).isTrue();
        assertThat(auc.get("conclusion").stringValue()).isEqualTo("undecided");
        assertThat(auc.get("undetermined").stringValue()).contains("fewer than two events of one class");
        assertThat(root.at("/power/smallestDetectableDifference").isNull()).isTrue();
        assertThat(root.at("/power/undetermined").stringValue()).contains("fewer than two");
        assertThat(SimulationDocument.text(ReportWorld.binary().oneClass().simulation()))
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void theSameSimulationGivesTheSameBytes() {
        byte[] first = SimulationDocument.bytes(ReportWorld.binary().simulation());
        TreeMap<String, String> backwards = new TreeMap<>(java.util.Comparator.reverseOrder());
        backwards.putAll(Map.of("rate", "0.01", "maxDepth", "20", "note", "ran"));

        byte[] second = SimulationDocument.bytes(
                ReportWorld.binary().candidateParameters(backwards).simulation());

        assertThat(second).isEqualTo(first);
        assertThat(new String(first, StandardCharsets.UTF_8)).endsWith("}\n").doesNotContain("\r");
    }

    @Test
    void theTreeIsTheDocument() {
        ObjectNode tree = SimulationDocument.of(ReportWorld.regression().simulation());

        assertThat(JsonMapper.shared().readTree(tree.toString()))
                .isEqualTo(read(ReportWorld.regression().simulation()));
    }
}
