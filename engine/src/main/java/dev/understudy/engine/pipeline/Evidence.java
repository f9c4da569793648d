package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.store.ObjectPath;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** Stores what a release stands on beside its model, outside digest and signature. */
public final class Evidence {
    private static final String REPORT = "report.html";

    private final ArtifactStore store;
    private final Function<StoredSimulation, Map<String, byte[]>> documents;

    /**
     * Evidence in a store.
     *
     * @param documents writes a simulation as files, by name
     */
    public Evidence(ArtifactStore store, Function<StoredSimulation, Map<String, byte[]>> documents) {
        this.store = store;
        this.documents = documents;
    }

    static ObjectPath folder(TaskName task, VersionName version, String simulation) {
        return ObjectPath.evidence(task, version, simulation);
    }

    /** Where people find the report of a simulation, once it is stored. */
    URI report(TaskName task, VersionName version, StoredSimulation simulation) {
        return store.uri(folder(task, version, simulation.id()).child(REPORT));
    }

    /** Stores what is not there yet: evidence is what was known when it was first needed, and is never rewritten. */
    void store(TaskName task, VersionName version, StoredSimulation simulation) {
        ObjectPath folder = folder(task, version, simulation.id());
        documents.apply(simulation).forEach((name, bytes) -> {
            if (!store.exists(folder.child(name))) {
                store.create(folder.child(name), bytes);
            }
        });
    }
}
