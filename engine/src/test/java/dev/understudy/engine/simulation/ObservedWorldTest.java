package dev.understudy.engine.simulation;

import static dev.understudy.engine.world.World.day;
import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.report.ObservationLines;
import dev.understudy.engine.report.SimulationDocument;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.ScoreShift;
import dev.understudy.engine.statistics.SliceFinding;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What simulations through log, models and registry find besides the metrics. */
final class ObservedWorldTest {
    private static final TimeWindow WINDOW = days(20, 40);

    @TempDir
    static Path directory;

    private static World world;
    private static VersionName deep;
    private static VersionName shallow;

    @BeforeAll
    static void build() {
        world = World.in(directory, TaskKind.BINARY);
        deep = world.train(20);
        shallow = world.train(20, "maxDepth=2");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static StoredSimulation simulate(VersionName candidate, VersionName live, TimeWindow window, Instant at) {
        return world.simulate(candidate, new LiveChoice.Named(live), window, at);
    }

    @Test
    void aSliceThatTheCandidateDoesNotSeeIsFound() {
        SimulationReport report = simulate(shallow, deep, WINDOW, World.NOW).report();

        SliceFinding red = report.observations().slices().worst().stream()
                .filter(slice -> slice.slice().equals("colour=red"))
                .findFirst()
                .orElseThrow();
        MetricReading named = report.slices().stream()
                .filter(slice -> slice.slice().equals("colour=red"))
                .findFirst()
                .orElseThrow()
                .metrics()
                .getFirst();
        assertThat(red.metric()).isEqualTo(Metric.LOG_LOSS);
        assertThat(red.live()).isCloseTo(named.live().orElseThrow(), within(1e-12));
        assertThat(red.candidate()).isCloseTo(named.candidate().orElseThrow(), within(1e-12));
        assertThat(red.lower()).isPositive();
        assertThat(red.qValue()).isLessThanOrEqualTo(0.1);
        // three colours, and of the quarters of size and age those with a hundred events
        assertThat(report.observations().slices().tested()).isBetween(4, 11);
        assertThat(report.observations().slices().columns()).isEqualTo(3);
    }

    @Test
    void theSameModelIsWorseNowhereAndShiftsNothing() {
        SimulationReport report = simulate(deep, deep, WINDOW, World.NOW).report();

        assertThat(report.observations().slices().found()).isZero();
        assertThat(report.observations().scoreShift()).hasValue(new ScoreShift(400, 0, 0));
        assertThat(report.observations().calibration().orElseThrow().live())
                .isEqualTo(report.observations().calibration().orElseThrow().candidate());
    }

    @Test
    void theCurveOfDelaysIsThatOfTheEventsWithThoseThatArePending() {
        SimulationReport report = simulate(shallow, deep, WINDOW, day(40)).report();
        OutcomeMaturity maturity = report.observations().maturity().orElseThrow();

        // outcomes count a week after the event, when all of them are known; so the curve is one step
        assertThat(maturity.curve().points()).hasSize(1);
        assertThat(maturity.curve().points().getFirst().days()).isEqualTo(7);
        assertThat(maturity.curve().points().getFirst().share()).isEqualTo(1);
        assertThat(maturity.days()).hasSize(20);
        assertThat(maturity.days().stream()
                        .mapToLong(OutcomeMaturity.Day::known)
                        .sum())
                .isEqualTo(report.outcomes().known());
        assertThat(maturity.days().getFirst().coverage()).isEqualTo(1);
        assertThat(maturity.days().getLast().coverage()).isZero();
    }

    @Test
    void theWindowThatIsAdvisedHasTheCoverage() {
        StoredSimulation early = simulate(shallow, deep, WINDOW, day(40));
        Instant advised = early.report()
                .observations()
                .maturity()
                .orElseThrow()
                .advisedTo()
                .orElseThrow();

        assertThat(early.verdict().reason()).contains("of the window up to " + advised + " enough have");
        StoredSimulation again = simulate(shallow, deep, new TimeWindow(day(20), advised), day(40));
        assertThat(again.report().outcomes().coverage()).isGreaterThanOrEqualTo(0.9);
        assertThat(again.report().observations().maturity().orElseThrow().advisedTo())
                .isEmpty();
        StoredSimulation longer =
                simulate(shallow, deep, new TimeWindow(day(20), advised.plus(Duration.ofDays(1))), day(40));
        assertThat(longer.report().outcomes().coverage()).isLessThan(0.9);
    }

    @Test
    void aStepOfMaturityIsTheSimulationOfTheCutWindow() {
        SimulationReport early = simulate(shallow, deep, WINDOW, day(40)).report();
        OutcomeMaturity.Step step =
                early.observations().maturity().orElseThrow().steps().getLast();

        SimulationReport cut = simulate(shallow, deep, new TimeWindow(day(20), step.to()), day(40))
                .report();

        assertThat(step.to()).isEqualTo(day(33));
        assertThat(step.known()).isEqualTo(cut.outcomes().known());
        assertThat(step.events()).isEqualTo(cut.events());
        assertThat(step.metrics().getFirst().difference())
                .isEqualTo(cut.metrics().getFirst().difference());
    }

    @Test
    void theDocumentAndTheLinesHaveAllOfIt() {
        StoredSimulation early = simulate(shallow, deep, WINDOW, day(40));
        JsonNode document = SimulationDocument.of(early);

        assertThat(document.path("calibration").path("live").path("bins").isEmpty())
                .isFalse();
        assertThat(document.path("scoreShift").path("events").asLong()).isEqualTo(400);
        assertThat(SimulationDocument.of(simulate(shallow, deep, WINDOW, World.NOW))
                        .path("discoveredSlices")
                        .get(0)
                        .path("qValue")
                        .asDouble(1))
                .isLessThanOrEqualTo(0.1);
        assertThat(document.path("maturity")
                        .path("steps")
                        .get(0)
                        .path("decision")
                        .asString())
                .isNotEmpty();
        List<String> lines = ObservationLines.of(early);
        assertThat(lines)
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("calibration", "scores", "slices", "maturity");
    }

    @Test
    void aRegressionShiftsItsPredictionsAndHasNoCalibration() {
        try (World numbers = World.in(directory.resolve("numbers"), TaskKind.REGRESSION)) {
            VersionName live = numbers.train(20, "trees=5");
            VersionName candidate = numbers.train(30, "trees=5");

            Observations observed = numbers.simulate(candidate, new LiveChoice.Named(live), days(30, 40))
                    .report()
                    .observations();

            assertThat(observed.calibration()).isEmpty();
            assertThat(observed.scoreShift().orElseThrow().kolmogorovSmirnov()).isBetween(0.001, 0.5);
            assertThat(observed.slices().metric()).hasValue(Metric.MAE);
        }
    }

    @Test
    void severalClassesAreCalibratedByTheLabelThatIsGiven() {
        try (World classes = World.in(directory.resolve("classes"), TaskKind.MULTICLASS)) {
            VersionName live = classes.train(20);
            VersionName candidate = classes.train(30);

            Observations observed = classes.simulate(candidate, new LiveChoice.Named(live), days(30, 40))
                    .report()
                    .observations();

            assertThat(observed.calibration().orElseThrow().candidate().bins())
                    .allSatisfy(bin -> assertThat(bin.meanScore()).isBetween(0.3, 1.0));
        }
    }
}
