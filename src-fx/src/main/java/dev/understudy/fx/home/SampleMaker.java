package dev.understudy.fx.home;

import dev.understudy.engine.common.RunControl;
import java.nio.file.Path;

/** Makes the sample workspace. It needs no network. */
@FunctionalInterface
public interface SampleMaker {
    /**
     * Makes it, away from the FX thread.
     *
     * @param control where to tell of progress, and to ask whether to stop
     * @return its directory
     */
    Path make(RunControl control);
}
