package dev.understudy.app;

import dev.understudy.engine.workspace.SampleWorkspace;
import dev.understudy.fx.settings.SettingsFile;
import dev.understudy.fx.task.FxThread;
import dev.understudy.fx.view.StagePathChooser;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.stage.Stage;

/** The workbench's life: what it takes from the machine, and what it gives back when it ends. */
public final class Workbench extends Application {
    private static final long LAST_WRITE_SECONDS = 2;

    /** System property: end as soon as Home can be used, and tell how long that took. */
    private static final String TIMED_START = "understudy.timedStart";

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
        Workspaces workspaces = new Workspaces(InstantSource.system(), System.getenv(), alarms);
        Wiring wiring = new Wiring(
                workspaces::open,
                workers,
                new FxThread(),
                settingsWriter,
                new SettingsFile(config.resolve("window.properties")),
                InstantSource.system(),
                ZoneId.systemDefault(),
                Locale.getDefault(),
                new Machine(System.getProperty("user.name"), StagePathChooser::new, workspaces::makeSample));
        if (Boolean.getBoolean(TIMED_START)) {
            wiring.onUsable(() -> endTimedStart(stage));
        }
        wiring.window(stage, workspace(arguments)).show();
    }

    private static void endTimedStart(Stage stage) {
        long millis = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.println("usable " + millis + " ms after the start of the process");
        stage.close();
    }

    /** The one that is named, else the sample workspace if it has been made; else Home offers to make it. */
    private static Optional<Path> workspace(Arguments arguments) {
        return arguments
                .workspace()
                .or(() ->
                        Optional.of(SampleWorkspace.directory(System.getenv())).filter(SampleWorkspace::isMade));
    }

    @Override
    public void stop() throws InterruptedException {
        workers.shutdownNow();
        alarms.shutdownNow();
        settingsWriter.shutdown();
        settingsWriter.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS);
    }
}
