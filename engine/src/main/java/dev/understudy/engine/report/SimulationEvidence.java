package dev.understudy.engine.report;

import dev.understudy.engine.registry.StoredSimulation;
import java.util.Map;

/** What is stored beside a model that is released: the simulation for programs and for people. */
public final class SimulationEvidence {
    private SimulationEvidence() {}

    /** The files by name: {@code simulation.json} and {@code report.html}. */
    public static Map<String, byte[]> files(StoredSimulation simulation) {
        return Map.of(
                "simulation.json", SimulationDocument.bytes(simulation), "report.html", HtmlReport.bytes(simulation));
    }
}
