package dev.understudy.app;

import dev.understudy.fx.settings.SettingsFile;
import dev.understudy.fx.task.FxThread;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.view.StagePathChooser;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** A workbench that a test has opened: settings in a folder of its own, a clock that stands, real threads for work. */
record OpenWorkbench(Stage stage, TaskRunner runner) {
    /** Opens one on a workspace that is not there; on the FX thread. */
    static OpenWorkbench on(Stage stage, Path settings) {
        return on(stage, settings, Optional.of(Path.of("workspaces", "listings")));
    }

    /** Opens one on a workspace, or at the first start. */
    static OpenWorkbench on(Stage stage, Path settings, Optional<Path> workspace) {
        Wiring wiring = new Wiring(
                SampleScene::session,
                work -> Thread.ofPlatform().daemon().start(work),
                new FxThread(),
                Runnable::run,
                new SettingsFile(settings),
                InstantSource.fixed(SampleScene.NOW),
                ZoneOffset.UTC,
                Locale.ENGLISH,
                new Machine(
                        "ann",
                        StagePathChooser::new,
                        _ -> SampleScene.with(settings.resolveSibling("sample")).workspace()));
        wiring.window(stage, workspace).show();
        return new OpenWorkbench(stage, wiring.runner());
    }

    Scene scene() {
        return stage.getScene();
    }
}
