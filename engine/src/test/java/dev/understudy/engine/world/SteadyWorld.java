package dev.understudy.engine.world;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.pipeline.ModelRelease;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A workspace with traffic that is the same all the time, but for the chance of events, of sellers and of days; from a day
 * on, the inputs may mean something else. Outcomes become known within three days and mature after four. The workspace's
 * clock is moved by hand, so that releases happen amid the traffic.
 */
public final class SteadyWorld implements AutoCloseable {
    /** When the first event may happen. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final TaskName TASK = new TaskName("steady");
    private static final int SELLERS = 60;
    private static final String[] COLOURS = {"red", "green", "blue", "grey"};

    private final Engine engine;
    private Instant now = START;

    /**
     * What happens.
     *
     * @param seed of all chance
     * @param days how many
     * @param eventsADay how many events each
     * @param turnsOn the day from which on the inputs mean the opposite; not reached: never
     */
    public record Traffic(long seed, int days, int eventsADay, int turnsOn) {
        /** Traffic that never changes. */
        public static Traffic steady(long seed, int days, int eventsADay) {
            return new Traffic(seed, days, eventsADay, Integer.MAX_VALUE);
        }
    }

    private SteadyWorld(Path home) {
        this.engine = new Engine(Workspace.open(home, Map.of(), Map.of()), () -> now, Duration.ofSeconds(30));
    }

    /** A world in an empty directory. */
    public static SteadyWorld in(Path directory, Traffic traffic) {
        try {
            Files.createDirectories(directory);
            Path file = Files.writeString(directory.resolve("task.yaml"), """
                    apiVersion: understudy/v1
                    task: steady
                    kind: binary
                    event: {id: id, time: time, cluster: seller}
                    outcome: {column: y, positive: "1", knownAt: known, maturesAt: P4D}
                    features:
                      - {name: size, type: numeric}
                      - {name: age, type: numeric}
                      - {name: colour, type: categorical}
                    training: {algorithm: decision-tree, seed: 3, parameters: {maxDepth: 5}}
                    gate:
                      minimumOutcomes: 200
                      metrics:
                        - {metric: auc, role: success, margin: 0.03}
                        - {metric: log-loss, role: guardrail, margin: 0.05}
                    """);
            Path home = directory.resolve("workspace");
            Workspace.init(home, file);
            SteadyWorld world = new SteadyWorld(home);
            Path rows = Files.write(directory.resolve("events.csv"), rows(traffic));
            world.now = day(traffic.days() + 30);
            world.engine.intake().events(world.task(), rows, RunControl.UNWATCHED);
            world.now = START;
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> rows(Traffic traffic) {
        SplittableRandom random = new SplittableRandom(traffic.seed());
        double[] ofSeller = new double[SELLERS];
        for (int seller = 0; seller < SELLERS; seller++) {
            ofSeller[seller] = random.nextGaussian() * 0.4;
        }
        List<String> rows = new ArrayList<>(List.of("id,time,seller,size,age,colour,y,known"));
        for (int day = 0; day < traffic.days(); day++) {
            double ofDay = random.nextGaussian() * 0.3;
            for (int i = 0; i < traffic.eventsADay(); i++) {
                Instant time = day(day).plusSeconds(i * 86_400L / traffic.eventsADay());
                double size = random.nextDouble() * 10;
                int age = random.nextInt(80);
                int colour = random.nextInt(COLOURS.length);
                int seller = random.nextInt(SELLERS);
                double signal = 0.5 * (size - 5) + 0.02 * (age - 40) + (colour == 0 ? 1 : 0);
                double logit = (day < traffic.turnsOn() ? signal : -signal) - 0.7 + ofDay + ofSeller[seller];
                boolean positive = random.nextDouble() < 1 / (1 + Math.exp(-logit));
                rows.add(String.format(
                        Locale.ROOT,
                        "e%06d,%s,s%d,%.3f,%d,%s,%d,%s",
                        day * traffic.eventsADay() + i,
                        time,
                        seller,
                        size,
                        age,
                        COLOURS[colour],
                        positive ? 1 : 0,
                        time.plusSeconds(random.nextInt(3 * 86_400))));
            }
        }
        return rows;
    }

    /** Midnight of a day, counted from the start. */
    public static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    /** From one day to another. */
    public static TimeWindow days(int from, int to) {
        return new TimeWindow(day(from), day(to));
    }

    /** The engine on the workspace. */
    public Engine engine() {
        return engine;
    }

    /** The task as its file says. */
    public TaskDefinition task() {
        return engine.workspace().task(TASK);
    }

    /** Moves the workspace's clock to a day. */
    public SteadyWorld on(int day) {
        now = day(day);
        return this;
    }

    /** Trains a version on what was known on a day, with trees of a depth. */
    public VersionName train(int asOf, int maxDepth) {
        return engine.training()
                .train(
                        task(),
                        day(asOf),
                        new TrainingOverrides(
                                Optional.empty(), new TreeMap<>(Map.of("maxDepth", Integer.toString(maxDepth)))),
                        RunControl.UNWATCHED)
                .version()
                .version();
    }

    /** Simulates a release on what is known by the workspace's clock. */
    public StoredSimulation simulate(VersionName candidate, LiveChoice live, TimeWindow window) {
        return engine.rehearsal().simulate(task(), candidate, live, window, now, RunControl.UNWATCHED);
    }

    /** Releases a version to staging on the grounds of a simulation, overruling it where need be. */
    public PublishOutcome release(VersionName version, StoredSimulation simulation) {
        return engine.release()
                .release(new ModelRelease.Request(
                        TASK,
                        version,
                        Environment.STAGING,
                        Optional.of(simulation.id()),
                        simulation.verdict().key().equals("approved")
                                ? Optional.empty()
                                : Optional.of(new ModelRelease.Overruling("Ada", "a test wants it"))));
    }

    /** Changes the database behind everybody's back. */
    public int tamper(String sql) {
        return engine.database().write(handle -> handle.execute(sql));
    }

    @Override
    public void close() {
        engine.close();
    }
}
