package dev.understudy.engine.report;

import dev.understudy.engine.gate.PowerReading;
import dev.understudy.engine.pipeline.ForecastedPower;
import dev.understudy.engine.statistics.Power;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How small a difference can be shown, as programs read it. */
public final class PowerJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PowerJson() {}

    /** A forecast as a document of its own. */
    public static ObjectNode of(ForecastedPower forecast) {
        JsonFields root = new JsonFields(JSON.createObjectNode());
        root.count("schemaVersion", SimulationDocument.SCHEMA_VERSION)
                .text("task", forecast.task())
                .text("candidate", forecast.candidate())
                .text("live", forecast.live());
        root.object("window")
                .text("from", forecast.window().from())
                .text("to", forecast.window().to());
        root.text("knownAt", forecast.knownAt())
                .count("events", forecast.count().events());
        root.object("outcomes")
                .count("known", forecast.count().matured())
                .number("coverage", forecast.count().coverage());
        root.object("looks")
                .count("candidate", forecast.looks().candidate())
                .count("candidatesOnWindow", forecast.looks().candidatesOnWindow())
                .count("test", forecast.looks().test())
                .number("confidence", forecast.power().confidence());
        JsonFields source = root.object("source");
        switch (forecast.source()) {
            case ForecastedPower.Source.Simulation(String id) ->
                source.text("kind", "simulation").text("simulation", id);
            case ForecastedPower.Source.Pilot pilot -> {
                source.text("kind", "pilot");
                source.object("window")
                        .text("from", pilot.window().from())
                        .text("to", pilot.window().to());
            }
            case ForecastedPower.Source.Nowhere nowhere -> source.text("kind", "none");
        }
        root.number("probability", Power.USUAL);
        write(root, forecast.power());
        return root.node();
    }

    /** The metrics of the gate, as a field of that name. */
    static void write(JsonFields fields, PowerReading power) {
        ArrayNode metrics = fields.node().putArray("metrics");
        for (PowerReading.Detectable entry : power.metrics()) {
            new JsonFields(metrics.addObject())
                    .text("metric", entry.metric().metric().key())
                    .text("role", entry.metric().role().key())
                    .text("slice", entry.metric().slice())
                    .number("margin", entry.metric().margin())
                    .number("smallestDetectableDifference", entry.difference())
                    .text("undetermined", entry.undetermined());
        }
    }
}
