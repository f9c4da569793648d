package dev.understudy.app;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.fx.settings.SettingsFile;
import dev.understudy.fx.task.FxThread;
import dev.understudy.fx.view.StagePathChooser;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.stage.Stage;

/** The workbench's life: what it takes from the machine, and what it gives back when it ends. */
public final class Workbench extends Application {
    private static final long LAST_WRITE_SECONDS = 2;

    // Daemons: work that does not ask whether to stop must not keep a closed application alive.
    private final ExecutorService workers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("work-", 1).factory());
    private final ExecutorService settingsWriter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("settings").factory());

    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("alarms").factory());

    @Override
    public void start(Stage stage) {
        Arguments arguments = Arguments.parse(getParameters().getRaw());
        Path home = Path.of(System.getProperty("user.home"));
        Path config = ConfigFolder.of(System.getProperty("os.name"), home, System::getenv);
        Wiring wiring = new Wiring(
                new Workspaces(InstantSource.system(), System.getenv(), alarms)::open,
                workers,
                new FxThread(),
                settingsWriter,
                new SettingsFile(config.resolve("window.properties")),
                InstantSource.system(),
                ZoneId.systemDefault(),
                Locale.getDefault(),
                new Machine(System.getProperty("user.name"), StagePathChooser::new, Workbench::noSample));
        wiring.window(stage, arguments.workspace()).show();
    }

    private static Path noSample(RunControl control) {
        throw new UnderstudyException(
                ErrorCode.NOT_AVAILABLE,
                "the sample world is not available in this version; make a workspace with: understudy init DIRECTORY"
                        + " --task FILE");
    }

    @Override
    public void stop() throws InterruptedException {
        workers.shutdownNow();
        alarms.shutdownNow();
        settingsWriter.shutdown();
        settingsWriter.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS);
    }
}
