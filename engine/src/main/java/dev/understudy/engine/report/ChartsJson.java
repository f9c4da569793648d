package dev.understudy.engine.report;

import dev.understudy.engine.simulation.Charts;
import tools.jackson.databind.node.ArrayNode;

/** What the JSON document holds of the charts: the numbers that cannot be had from its other parts. */
final class ChartsJson {
    private ChartsJson() {}

    static void write(JsonFields root, Charts charts) {
        ArrayNode differences = root.node().putArray("rocDifferences");
        charts.rocDifferences()
                .forEach(at -> new JsonFields(differences.addObject())
                        .number("falsePositiveRate", at.falsePositiveRate())
                        .number("live", at.live())
                        .number("candidate", at.candidate())
                        .number("lower", at.lower())
                        .number("upper", at.upper()));
        charts.scores().ifPresentOrElse(scores -> write(root.object("scores"), scores), () -> root.nothing("scores"));
    }

    private static void write(JsonFields fields, Charts.Scores scores) {
        fields.text("label", scores.label())
                .number("stabilityIndex", scores.histogram().stabilityIndex());
        scores.histogram().live().forEach(fields.node().putArray("live")::add);
        scores.histogram().candidate().forEach(fields.node().putArray("candidate")::add);
    }
}
