package dev.understudy.fx.workspace;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.workspace.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Calls on the engine of the open workspace, away from the FX thread.
 *
 * @param <T> their result
 */
@FunctionalInterface
public interface EngineWork<T extends @Nullable Object> {
    /**
     * Makes the calls.
     *
     * @param engine not to be used after this returns
     * @param control where to tell of progress, and to ask whether to stop
     */
    T run(Engine engine, RunControl control);
}
