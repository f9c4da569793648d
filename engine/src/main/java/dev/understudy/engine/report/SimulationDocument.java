package dev.understudy.engine.report;

import dev.understudy.engine.registry.StoredSimulation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Interim. */
public final class SimulationDocument {
    private SimulationDocument() {}

    /** Interim. */
    public static ObjectNode of(StoredSimulation kept) {
        return JsonMapper.shared().createObjectNode().put("simulation", kept.id());
    }
}
