package dev.understudy.server.command;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.workspace.Engine;

/** Finds what a user names, or says that it is not there. */
final class Lookups {
    private Lookups() {}

    static StoredSimulation simulation(Engine engine, String id) {
        return engine.simulations()
                .find(id)
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.UNKNOWN_ID, "there is no simulation " + id + "; see: understudy simulations"));
    }
}
