package dev.understudy.app;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.forge.ForgeServer;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.pipeline.ModelRelease;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.EngineSession;
import dev.understudy.engine.workspace.SampleWorkspace;
import dev.understudy.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A workspace with the ready listings in it, and the calls that bring it somewhere. Each call happens at a moment of its
 * own, so that what is shown of it is always the same.
 */
final class SampleScene {
    /** The task. */
    static final TaskName TASK = new TaskName("listing-scam");
    /** The first version. */
    static final VersionName V1 = VersionName.ofNumber(1);
    /** The second. */
    static final VersionName V2 = VersionName.ofNumber(2);
    /** When somebody looks: twenty days after the first release, an hour and a half after the last simulation. */
    static final Instant NOW = Instant.parse("2025-06-21T07:32:00Z");

    private static final Path DATA = Path.of("..", "sample-data", "listings");
    private static final Instant RELEASED = Instant.parse("2025-06-01T09:00:00Z");
    private static final Instant RETRAINED = Instant.parse("2025-06-21T06:00:00Z");

    private final Path workspace;
    private Instant now = RELEASED.minus(Duration.ofHours(1));

    private SampleScene(Path workspace) {
        this.workspace = workspace;
    }

    /** The sample workspace as the demonstration leaves it, an hour and a half before {@link #NOW}. */
    static Path demonstrated(Path directory) {
        Workspace workspace = SampleWorkspace.prepare(directory, Map.of(), Map.of());
        try (Engine engine = new Engine(workspace, InstantSource.fixed(RETRAINED), Engine.DATABASE_PATIENCE)) {
            engine.demonstration().run(RunControl.UNWATCHED);
        }
        return workspace.directory();
    }

    /** A workspace with the task and its events, in a directory that is empty or not there yet. */
    static SampleScene with(Path workspace) {
        Workspace.init(workspace, DATA.resolve("task.yaml"));
        SampleScene scene = new SampleScene(workspace);
        scene.call(engine -> engine.intake().events(task(engine), DATA.resolve("events.csv.gz"), RunControl.UNWATCHED));
        return scene;
    }

    /** A scene that is there already. */
    static SampleScene at(Path workspace) {
        SampleScene scene = new SampleScene(workspace);
        scene.now = RETRAINED;
        return scene;
    }

    /** The first version: trained, approved against no model, live in production, its log filled until the end of May. */
    SampleScene firstLive() {
        train("2025-03-01", 1);
        simulate(V1, new LiveChoice.Nothing(), "2025-03-01", "2025-04-01");
        now = RELEASED;
        release(V1, Environment.STAGING);
        release(V1, Environment.PRODUCTION);
        call(engine ->
                engine.backfill().backfill(task(engine), V1, window("2025-04-01", "2025-05-30"), RunControl.UNWATCHED));
        return this;
    }

    /** The second version: trained on more, and approved against the first. */
    SampleScene secondApproved() {
        now = RETRAINED;
        train("2025-04-25", 2);
        now = now.plusSeconds(120);
        simulate(V2, new LiveChoice.AsReleased(), "2025-04-25", "2025-05-30");
        return this;
    }

    /** The second version live in production too. */
    SampleScene secondLive() {
        now = RETRAINED.plusSeconds(900);
        release(V2, Environment.STAGING);
        release(V2, Environment.PRODUCTION);
        return this;
    }

    /** From now on releases are pull requests there. */
    void openPullRequestsAt(ForgeServer server) throws IOException {
        Files.writeString(workspace.resolve("token"), ForgeServer.TOKEN);
        Path file = workspace.resolve("understudy.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "release:\n",
                                "release:\n  forge: github\n  forgeAddress: "
                                        + server.settings().get("UNDERSTUDY_RELEASE_FORGE_ADDRESS")
                                        + "\n  project: acme/config\n  tokenFile: token\n"));
    }

    /** The workspace's directory. */
    Path workspace() {
        return workspace;
    }

    /** Trains a version on what was known on a day. */
    void train(String asOf, int seed) {
        call(engine -> engine.training()
                .train(
                        task(engine),
                        Instant.parse(asOf + "T00:00:00Z"),
                        new TrainingOverrides(Optional.empty(), Map.of("seed", Integer.toString(seed))),
                        RunControl.UNWATCHED));
    }

    /** Simulates on days from and until before, with everything that is known by now. */
    StoredSimulation simulate(VersionName candidate, LiveChoice live, String from, String to) {
        return call(engine -> engine.rehearsal()
                .simulate(task(engine), candidate, live, window(from, to), now, RunControl.UNWATCHED));
    }

    /** Releases what is approved. */
    void release(VersionName version, Environment environment) {
        call(engine -> engine.release()
                .release(new ModelRelease.Request(TASK, version, environment, Optional.empty(), Optional.empty())));
    }

    /** What is live in an environment. */
    Optional<VersionName> live(Environment environment) {
        return call(engine -> engine.config().pointer(TASK, environment).map(pointer -> pointer.version()));
    }

    /** The newest simulation. */
    StoredSimulation newest() {
        return call(engine -> engine.simulations().newest(TASK)).orElseThrow();
    }

    /** Calls on an engine of its own, which is closed at once. */
    <T> T call(Function<Engine, T> calls) {
        try (Engine engine = engine(workspace, () -> now)) {
            return calls.apply(engine);
        }
    }

    private static TaskDefinition task(Engine engine) {
        return engine.workspace().task(TASK);
    }

    private static TimeWindow window(String from, String to) {
        return new TimeWindow(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
    }

    /** Opens a workspace as the window does, at {@link #NOW}; the database is closed after each call. */
    static EngineSession session(Path directory) {
        return new EngineSession(
                engine(directory, InstantSource.fixed(NOW)), EngineSession.IDLE, (_, action) -> action.run());
    }

    private static Engine engine(Path directory, InstantSource clock) {
        return new Engine(Workspace.open(directory, Map.of(), Map.of()), clock, Engine.DATABASE_PATIENCE);
    }
}
