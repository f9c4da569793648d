package dev.understudy.fx.task;

import dev.understudy.engine.common.RunControl;
import org.jspecify.annotations.Nullable;

/**
 * One call of the engine.
 *
 * @param <T> its result
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    /**
     * Does the work, away from the FX thread.
     *
     * @param control where to tell of progress, and to ask whether to stop
     */
    T run(RunControl control) throws Exception;
}
