package dev.understudy.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.Outcome;
import dev.understudy.engine.traffic.TrafficEvent;
import dev.understudy.engine.traffic.TrafficQuery;
import dev.understudy.engine.traffic.TrafficReader;
import dev.understudy.engine.training.Trainer;
import dev.understudy.engine.training.TrainingSpecs;
import dev.understudy.engine.world.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A simulation gives the same numbers to the last bit on machines with other numbers of cores. */
final class RepeatableReplayTest {
    private static final int EVENTS = 7_000; // several blocks, and a part of one
    private static final TimeWindow WINDOW =
            new TimeWindow(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));

    /** Traffic that is made up on the way. */
    private record MadeUpTraffic(int events) implements TrafficReader {
        @Override
        public long read(TrafficQuery query, RunControl control, Consumer<LoggedEvent> sink) {
            SplittableRandom random = new SplittableRandom(31);
            Duration step = query.window().length().dividedBy(events);
            for (int i = 0; i < events; i++) {
                Instant time = query.window().from().plus(step.multipliedBy(i));
                TrafficEvent event = new TrafficEvent(
                        "e" + i,
                        time,
                        time,
                        Optional.of("c" + random.nextInt(80)),
                        Optional.empty(),
                        Snapshots.input(random, true));
                Outcome outcome = new Outcome("e" + i, random.nextInt(3) == 0 ? "1" : "0", time, Optional.empty());
                sink.accept(new LoggedEvent(event, Optional.of(outcome), Optional.empty()));
            }
            return events;
        }

        @Override
        public Optional<TimeWindow> range(TaskName task) {
            return Optional.of(WINDOW);
        }
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

    private static String found() {
        SimulationReport report = new ReleaseSimulator(new MadeUpTraffic(EVENTS))
                .simulate(
                        new SimulationRequest(
                                Snapshots.task(TaskKind.BINARY),
                                model("v2", 2),
                                new LiveModel.Version(model("v1", 1)),
                                WINDOW,
                                WINDOW.to()),
                        RunControl.UNWATCHED);
        assertThat(report.events()).isEqualTo(EVENTS);
        String all = report.metrics() + "\n" + report.charts() + "\n" + report.disagreements() + "\n"
                + report.labelShares() + "\n" + report.dependence();
        return report.metrics().getFirst() + " " + Digest.of(all.getBytes(StandardCharsets.UTF_8));
    }

    /** Prints what was found. */
    public static void main(String[] arguments) {
        System.out.println(found());
    }

    private static String withCores(int cores) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=" + cores,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RepeatableReplayTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.strip();
    }

    @Test
    void theNumberOfCoresChangesNothing() throws IOException, InterruptedException {
        String here = found();

        assertThat(withCores(1)).isEqualTo(here);
        assertThat(withCores(5)).isEqualTo(here);
    }
}
