package dev.understudy.engine.simulation;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.leak.LeakSuspect;
import dev.understudy.engine.model.CompiledModel;
import java.util.List;

/**
 * A version of a task with its model, ready to replay.
 *
 * @param version the version
 * @param digest of its manifest
 * @param model the model
 * @param leaks features that may know the outcome, as its training found them
 */
public record SimulatedModel(VersionName version, Digest digest, CompiledModel model, List<LeakSuspect> leaks) {
    public SimulatedModel {
        leaks = List.copyOf(leaks);
    }

    /** A version of which no feature is suspected. */
    public SimulatedModel(VersionName version, Digest digest, CompiledModel model) {
        this(version, digest, model, List.of());
    }
}
