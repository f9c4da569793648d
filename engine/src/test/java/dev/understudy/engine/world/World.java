package dev.understudy.engine.world;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.pipeline.ModelRelease;
import dev.understudy.engine.pipeline.TrainedModel;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A workspace with traffic that is made up from a seed: sixty days of twenty events, of a few sellers, whose outcomes
 * become known up to five days later and mature after a week. From the fortieth day on, colours mean something else and
 * one appears that nobody had seen.
 */
public final class World implements AutoCloseable {
    /** When the first event may happen. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    /** What the workspace's clock begins at, long after everything is known. */
    public static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static final int DAYS = 60;
    private static final int EVENTS_A_DAY = 20;
    private static final TaskName TASK = new TaskName("world");

    private final Engine engine;
    private final List<Event> events;

    /**
     * An event as it was made up.
     *
     * @param id its id
     * @param time when it happened
     * @param seller its cluster
     * @param outcome what it turned out to be
     * @param knownAt when that became known
     * @param colour one of its columns
     */
    public record Event(String id, Instant time, String seller, String outcome, Instant knownAt, String colour) {}

    private World(Engine engine, List<Event> events) {
        this.engine = engine;
        this.events = events;
    }

    /** A world in an empty directory. */
    public static World in(Path directory, TaskKind kind) {
        return in(directory, kind, "");
    }

    /**
     * A world whose gate has more to it.
     *
     * @param gate further lines of the task's gate, in YAML
     */
    public static World in(Path directory, TaskKind kind, String gate) {
        return in(directory, kind, gate, Map.of());
    }

    /**
     * A world whose logs and registry lie elsewhere.
     *
     * @param environment the process's environment variables, which say where
     */
    public static World in(Path directory, TaskKind kind, String gate, Map<String, String> environment) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("task.yaml");
            Files.writeString(file, task(kind, gate));
            Path home = directory.resolve("workspace");
            Workspace.init(home, file);
            Engine engine = open(home, environment);
            List<Event> events = new ArrayList<>();
            Path rows = directory.resolve("events.csv");
            Files.write(rows, rows(kind, events));
            World world = new World(engine, events);
            engine.intake().events(world.task(), rows, RunControl.UNWATCHED);
            return world;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The engine on the workspace of a world, whose clock goes on by a second whenever it is asked. */
    public static Engine open(Path home, Map<String, String> environment) {
        AtomicLong seconds = new AtomicLong();
        InstantSource clock = () -> NOW.plusSeconds(seconds.incrementAndGet());
        return new Engine(Workspace.open(home, Map.of(), environment), clock, Duration.ofSeconds(30));
    }

    private static String task(TaskKind kind, String gate) {
        boolean numbers = kind == TaskKind.REGRESSION;
        String metric = numbers ? "mae" : "log-loss";
        String algorithm = numbers ? "random-forest" : "decision-tree";
        return """
                apiVersion: understudy/v1
                task: world
                kind: %s
                event: {id: id, time: time, cluster: seller}
                outcome: {column: y, knownAt: known, maturesAt: P7D%s}
                features:
                  - {name: size, type: numeric}
                  - {name: age, type: numeric}
                  - {name: colour, type: categorical}
                training: {algorithm: %s, seed: 3}
                gate:
                  metrics: [{metric: %s, role: success, margin: 0.05}]
                  slices: [colour]
                """.formatted(kind.key(), kind == TaskKind.BINARY ? ", positive: \"yes\"" : "", algorithm, metric)
                + gate.indent(2);
    }

    private static List<String> rows(TaskKind kind, List<Event> events) {
        SplittableRandom random = new SplittableRandom(2026);
        List<String> rows = new ArrayList<>(List.of("id,time,seller,size,age,colour,y,known"));
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < EVENTS_A_DAY; i++) {
                Instant time = START.plus(Duration.ofDays(day)).plusSeconds(i * 3_600L + random.nextInt(3_600));
                double size = random.nextInt(1_000) / 100.0;
                boolean drifted = day >= 40;
                String colour = new String[] {"red", "green", drifted ? "violet" : "blue"}[random.nextInt(3)];
                double signal = size + (colour.equals(drifted ? "green" : "red") ? 4 : 0) + random.nextGaussian();
                String outcome = outcome(kind, signal, drifted, random);
                String seller = i % 5 == 0 ? "" : "seller-" + random.nextInt(9);
                Instant known = time.plus(Duration.ofHours(random.nextInt(120)));
                String id = String.format(java.util.Locale.ROOT, "e%05d", day * EVENTS_A_DAY + i);
                events.add(new Event(id, time, seller, outcome, known, colour));
                String age = random.nextInt(6) == 0 ? "" : Integer.toString(random.nextInt(90));
                rows.add(String.join(
                        ",",
                        id,
                        time.toString(),
                        seller,
                        Double.toString(size),
                        age,
                        colour,
                        outcome,
                        known.toString()));
            }
        }
        return rows;
    }

    private static String outcome(TaskKind kind, double signal, boolean drifted, SplittableRandom random) {
        return switch (kind) {
            case BINARY -> signal > 7 ? "yes" : random.nextInt(4) == 0 && drifted ? "perhaps" : "no";
            case MULTICLASS -> signal > 8 ? "high" : signal > 4 ? "middle" : drifted ? "new" : "low";
            case REGRESSION -> Double.toString(Math.rint(signal * 100) / 100);
        };
    }

    /** The engine on the workspace. */
    public Engine engine() {
        return engine;
    }

    /** Adds lines to the task file, as somebody does who edits it. */
    public void edit(String lines) {
        try {
            Files.writeString(
                    engine.workspace().directory().resolve("tasks").resolve(TASK + ".yaml"),
                    lines,
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The task as its file says. */
    public TaskDefinition task() {
        return engine.workspace().task(TASK);
    }

    /** The events of a window, in the order of time. */
    public List<Event> events(TimeWindow window) {
        return events.stream().filter(event -> window.contains(event.time())).toList();
    }

    /** Midnight of a day, counted from the start. */
    public static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    /** From one day to another. */
    public static TimeWindow days(int from, int to) {
        return new TimeWindow(day(from), day(to));
    }

    /** Trains a version on what was known on a day. */
    public TrainedModel training(int asOf, String... settings) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (String setting : settings) {
            map.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return engine.training()
                .train(task(), day(asOf), new TrainingOverrides(Optional.empty(), map), RunControl.UNWATCHED);
    }

    /** Trains a version and says its name. */
    public VersionName train(int asOf, String... settings) {
        return training(asOf, settings).version().version();
    }

    /** Logs what a version would have said. */
    public long backfill(VersionName version, TimeWindow window) {
        return engine.backfill().backfill(task(), version, window, RunControl.UNWATCHED);
    }

    /** Simulates a release on everything that is known today. */
    public StoredSimulation simulate(VersionName candidate, LiveChoice live, TimeWindow window) {
        return simulate(candidate, live, window, NOW);
    }

    /** Simulates a release on what was known at a moment. */
    public StoredSimulation simulate(VersionName candidate, LiveChoice live, TimeWindow window, Instant knownAt) {
        return engine.rehearsal().simulate(task(), candidate, live, window, knownAt, RunControl.UNWATCHED);
    }

    /** Asks for a release by the newest approved simulation. */
    public PublishOutcome release(VersionName version, Environment environment) {
        return release(version, environment, Optional.empty(), Optional.empty());
    }

    /** Asks for a release. */
    public PublishOutcome release(
            VersionName version, Environment environment, Optional<String> simulation, Optional<String> overruled) {
        return engine.release()
                .release(new ModelRelease.Request(
                        TASK,
                        version,
                        environment,
                        simulation,
                        overruled.map(reason -> new ModelRelease.Overruling("Ada", reason))));
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
