package dev.understudy.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.segment.SegmentStore;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.traffic.JdbiEventLog;
import dev.understudy.engine.traffic.JdbiOutcomeLog;
import dev.understudy.engine.traffic.Outcome;
import dev.understudy.engine.traffic.TrafficEvent;
import dev.understudy.engine.training.Trainer;
import dev.understudy.engine.training.TrainingSpecs;
import dev.understudy.engine.world.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulation gives the same numbers to the last bit on machines with other numbers of cores. */
final class RepeatableReplayTest {
    private static final int EVENTS = 7_000; // days of more than a block
    private static final TimeWindow WINDOW =
            new TimeWindow(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));

    @TempDir
    Path directory;

    /** Traffic that is made up, of two days with several blocks. */
    private static void fill(Database database, TaskName task) {
        SplittableRandom random = new SplittableRandom(31);
        Duration step = Duration.ofDays(2).dividedBy(EVENTS);
        List<TrafficEvent> events = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Instant time = WINDOW.from().plus(step.multipliedBy(i)).truncatedTo(ChronoUnit.MICROS);
            events.add(new TrafficEvent(
                    "e" + i,
                    time,
                    time,
                    Optional.of("c" + random.nextInt(80)),
                    Optional.empty(),
                    Snapshots.input(random, true)));
            outcomes.add(new Outcome("e" + i, random.nextInt(3) == 0 ? "1" : "0", time, Optional.empty()));
        }
        InstantSource clock = InstantSource.fixed(WINDOW.to());
        new JdbiEventLog(database, clock).appendEvents(task, events);
        new JdbiOutcomeLog(database, clock).appendOutcomes(task, outcomes);
    }

    private static SimulatedModel model(String version, long seed) {
        ModelArtifact artifact = new Trainer()
                .train(
                        Snapshots.of(TaskKind.BINARY, 400, seed),
                        TrainingSpecs.of(
                                new TrainingSection("random-forest", Optional.empty(), seed, Map.of("trees", "7")),
                                TaskKind.BINARY),
                        RunControl.UNWATCHED);
        return new SimulatedModel(new VersionName(version), artifact.digest(), artifact.model());
    }

    private static String found(Path directory) {
        TaskDefinition task = Snapshots.task(TaskKind.BINARY);
        try (Database database = H2Database.open(directory.resolve("log"), Duration.ofSeconds(10))) {
            fill(database, task.name());
            SimulationReport report = new ReleaseSimulator(new SegmentStore(database, directory.resolve("segments")))
                    .simulate(
                            new SimulationRequest(
                                    task, model("v2", 2), new LiveModel.Version(model("v1", 1)), WINDOW, WINDOW.to()),
                            RunControl.UNWATCHED);
            assertThat(report.events()).isEqualTo(EVENTS);
            String all = report.metrics() + "\n" + report.charts() + "\n" + report.observations() + "\n"
                    + report.disagreements() + "\n" + report.labelShares() + "\n" + report.dependence();
            return report.metrics().getFirst() + " " + Digest.of(all.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Prints what was found.
     *
     * @param arguments a folder of its own
     */
    public static void main(String[] arguments) {
        System.out.println(found(Path.of(arguments[0])));
    }

    private static String withCores(int cores, Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=" + cores,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RepeatableReplayTest.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.strip();
    }

    @Test
    void theNumberOfCoresChangesNothing() throws IOException, InterruptedException {
        String here = found(directory("here"));

        assertThat(withCores(1, directory("one"))).isEqualTo(here);
        assertThat(withCores(5, directory("five"))).isEqualTo(here);
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }
}
