package dev.understudy.engine.report;

import dev.understudy.engine.registry.StoredSimulation;
import java.util.Map;

/** Interim, until the report package lands. */
public final class SimulationEvidence {
    private SimulationEvidence() {}

    /** Nothing yet. */
    public static Map<String, byte[]> files(StoredSimulation simulation) {
        return Map.of();
    }
}
