package dev.understudy.app;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.EngineSession;
import dev.understudy.engine.workspace.SampleWorkspace;
import dev.understudy.engine.workspace.Workspace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Opens workspaces.
 *
 * @param clock what time it is
 * @param environment the process's environment variables
 * @param alarms rings when a database has been idle for a while
 */
record Workspaces(InstantSource clock, Map<String, String> environment, ScheduledExecutorService alarms) {
    /** Opens the workspace in a directory; its database is opened with the first call that needs it. */
    @SuppressWarnings("FutureReturnValueIgnored") // an alarm is never called off: it looks whether it is still meant
    EngineSession open(Path directory) {
        return new EngineSession(
                new Engine(Workspace.open(directory, Map.of(), environment), clock, Engine.DATABASE_PATIENCE),
                EngineSession.IDLE,
                (delay, action) -> alarms.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Makes the sample workspace where it is expected, by the whole loop on the sample world. */
    Path makeSample(RunControl control) {
        Workspace workspace = SampleWorkspace.prepare(SampleWorkspace.directory(environment), Map.of(), environment);
        try (Engine engine = new Engine(workspace, clock, Engine.DATABASE_PATIENCE)) {
            engine.demonstration().run(control);
        }
        return workspace.directory();
    }
}
