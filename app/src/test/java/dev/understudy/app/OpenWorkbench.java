package dev.understudy.app;

import dev.understudy.fx.settings.SettingsFile;
import dev.understudy.fx.task.FxThread;
import dev.understudy.fx.task.TaskRunner;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** A workbench that a test has opened: settings in a folder of its own, a clock that stands, real threads for work. */
record OpenWorkbench(Stage stage, TaskRunner runner) {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-02-15T12:00:00Z"));

    /** Opens one; on the FX thread. */
    static OpenWorkbench on(Stage stage, Path settings) {
        Wiring wiring = new Wiring(
                directory -> {
                    throw new IllegalStateException("no workspace in this test: " + directory);
                },
                work -> Thread.ofPlatform().daemon().start(work),
                new FxThread(),
                Runnable::run,
                new SettingsFile(settings),
                NOON,
                ZoneOffset.UTC,
                Locale.ENGLISH);
        wiring.window(stage, Optional.of(Path.of("workspaces", "listings"))).show();
        return new OpenWorkbench(stage, wiring.runner());
    }

    Scene scene() {
        return stage.getScene();
    }
}
