package dev.understudy.engine.report;

import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** The gate as it was, in the words of the task file. */
final class PolicyJson {
    private PolicyJson() {}

    static void write(JsonFields fields, GatePolicy policy, double minimumCoverage) {
        fields.number("confidence", policy.confidence())
                .text("require", policy.requirement().key());
        ArrayNode metrics = fields.node().putArray("metrics");
        for (GateMetric metric : policy.metrics()) {
            new JsonFields(metrics.addObject())
                    .text("metric", metric.metric().key())
                    .text("role", metric.role().key())
                    .number("margin", metric.margin())
                    .text("slice", metric.slice());
        }
        policy.slices().forEach(fields.node().putArray("slices")::add);
        fields.number("maxLabelShareShift", policy.maxLabelShareShift().orElse(Double.NaN))
                .number("maxLatencyRatio", policy.maxLatencyRatio().orElse(Double.NaN));
        policy.minimumOutcomes()
                .ifPresentOrElse(
                        least -> fields.count("minimumOutcomes", least), () -> fields.nothing("minimumOutcomes"));
        fields.number("minimumCoverage", Optional.of(minimumCoverage));
    }
}
