package dev.understudy.engine.simulation;

import static dev.understudy.engine.world.World.day;
import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.Conclusion;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.TrafficQuery;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulations of a binary task through log, models and registry. */
final class ReplayedWorldTest {
    private static final TimeWindow WINDOW = days(30, 50);

    @TempDir
    static Path directory;

    private static World world;
    private static VersionName early;
    private static VersionName late;
    private static VersionName shallow;

    @BeforeAll
    static void build() {
        world = World.in(directory, TaskKind.BINARY);
        early = world.train(20);
        late = world.train(30);
        shallow = world.train(20, "maxDepth=2");
        world.backfill(early, WINDOW);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static LiveChoice against(VersionName version) {
        return new LiveChoice.Named(version);
    }

    private static void assertRefusedAndNotKept(ErrorCode code, ThrowingCallable simulating) {
        int kept = world.engine().simulations().simulations(world.task().name()).size();

        assertThatThrownBy(simulating)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(world.engine().simulations().simulations(world.task().name()))
                .hasSize(kept);
    }

    @Test
    void theSameModelOnBothSidesDiffersByExactlyNothing() {
        StoredSimulation kept = world.simulate(early, against(early), WINDOW);

        assertThat(kept.report().metrics()).isNotEmpty().allSatisfy(reading -> {
            MetricReading.Difference difference = reading.difference().orElseThrow();
            assertThat(difference.value()).isEqualTo(0.0);
            assertThat(difference.lower()).isEqualTo(0.0);
            assertThat(difference.upper()).isEqualTo(0.0);
            assertThat(difference.pValue()).isEqualTo(1.0);
        });
        assertThat(kept.verdict().metrics())
                .extracting(judgement -> judgement.conclusion())
                .containsOnly(Conclusion.NON_INFERIOR);
        assertThat(kept.verdict()).isInstanceOf(GateVerdict.Approved.class);
        assertThat(kept.report().disagreements().count()).isZero();
    }

    @Test
    void aBackfilledLogIsReproducedInFull() {
        SimulationReport report = world.simulate(late, against(early), WINDOW).report();

        assertThat(report.parity()).isEqualTo(new SimulationReport.Parity(400, 400, false));
        assertThat(report.origins()).isEqualTo(new SimulationReport.Origins(0, 400, 0, 0));
    }

    @Test
    void whatTheLiveModelDidNotLogIsReplayed() {
        SimulationReport report =
                world.simulate(late, against(early), days(45, 55)).report();

        assertThat(report.origins()).isEqualTo(new SimulationReport.Origins(0, 100, 100, 0));
    }

    @Test
    void aWindowBeforeTheCandidatesAsOfIsRefused() {
        assertRefusedAndNotKept(ErrorCode.WINDOW_OVERLAP, () -> world.simulate(late, against(early), days(29, 50)));
    }

    @Test
    void aReplayBeforeTheLiveModelsAsOfIsRefused() {
        assertRefusedAndNotKept(ErrorCode.WINDOW_OVERLAP, () -> world.simulate(early, against(late), days(25, 50)));
    }

    @Test
    void anEmptyWindowIsRefused() {
        assertRefusedAndNotKept(ErrorCode.NOT_ENOUGH_DATA, () -> world.simulate(early, against(late), days(100, 110)));
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertRefusedAndNotKept(
                ErrorCode.UNKNOWN_VERSION, () -> world.simulate(new VersionName("v99"), against(early), WINDOW));
    }

    @Test
    void nothingLiveWantsToBeTold() {
        assertRefusedAndNotKept(
                ErrorCode.LIVE_UNKNOWN, () -> world.simulate(late, new LiveChoice.AsReleased(), WINDOW));
    }

    @Test
    void outcomesThatHaveNotMaturedAreInconclusive() {
        StoredSimulation kept = world.simulate(late, against(early), WINDOW, day(50));

        assertThat(kept.verdict()).isInstanceOf(GateVerdict.Inconclusive.class);
        assertThat(kept.verdict().reason()).contains("has matured");
    }

    @Test
    void aKnownAtInThePastSeesTheOutcomesOfThen() {
        SimulationReport then =
                world.simulate(late, against(early), WINDOW, day(50)).report();
        SimulationReport now = world.simulate(late, against(early), WINDOW).report();

        long matured = world.events(WINDOW).stream()
                .filter(event ->
                        !event.time().plus(java.time.Duration.ofDays(7)).isAfter(day(50)))
                .filter(event -> !event.knownAt().isAfter(day(50)))
                .count();
        assertThat(then.outcomes()).isEqualTo(new SimulationReport.Outcomes(matured, 400 - matured));
        assertThat(now.outcomes()).isEqualTo(new SimulationReport.Outcomes(400, 0));
        assertThat(matured).isBetween(200L, 399L);
    }

    @Test
    void nothingLiveMustBeBeaten() {
        StoredSimulation kept = world.simulate(late, new LiveChoice.Nothing(), WINDOW);

        assertThat(kept.policy().requirement()).isEqualTo(GatePolicy.Requirement.SUPERIOR);
        assertThat(world.task().gate().requirement()).isEqualTo(GatePolicy.Requirement.NON_INFERIOR);
        assertThat(kept.report().live()).isEmpty();
        assertThat(kept.verdict().checks()).anyMatch(check -> check.check().equals("superior"));
    }

    @Test
    void labelSharesDisagreementsAndSlicesAreThoseOfACountByHand() {
        SimulationReport report = world.simulate(shallow, against(late), WINDOW).report();

        var live = world.engine().models().load(world.task().name(), late).model();
        var candidate =
                world.engine().models().load(world.task().name(), shallow).model();
        List<LoggedEvent> log = new ArrayList<>();
        new JdbiTrafficReader(world.engine().database())
                .read(
                        new TrafficQuery(
                                world.task().name(),
                                WINDOW,
                                World.NOW,
                                world.task().outcome().maturity(),
                                Optional.empty()),
                        RunControl.UNWATCHED,
                        log::add);
        double positive = 0;
        long count = 0;
        long better = 0;
        long worse = 0;
        double loss = 0;
        Map<String, Long> byColour = new HashMap<>();
        for (LoggedEvent logged : log) {
            boolean yes = logged.outcome().orElseThrow().value().equals("yes");
            double p = ((dev.understudy.engine.traffic.Score.Single)
                            candidate.score(logged.event().input()))
                    .value();
            double q = ((dev.understudy.engine.traffic.Score.Single)
                            live.score(logged.event().input()))
                    .value();
            positive += p >= 0.5 ? 1 : 0;
            count += (p >= 0.5) != (q >= 0.5) ? 1 : 0;
            better += (p >= 0.5) != (q >= 0.5) && (p >= 0.5) == yes ? 1 : 0;
            worse += (p >= 0.5) != (q >= 0.5) && (p >= 0.5) != yes ? 1 : 0;
            if ("green".equals(logged.event().input().get("colour"))) {
                loss -= Math.log(yes ? p : 1 - p);
            }
            byColour.merge(String.valueOf(logged.event().input().get("colour")), 1L, Long::sum);
        }
        assertThat(report.labelShares().orElseThrow().candidate().get("yes")).isEqualTo(positive / 400);
        assertThat(count).isPositive();
        assertThat(better).isPositive();
        assertThat(report.disagreements().count()).isEqualTo(count);
        assertThat(report.disagreements().better()).isEqualTo(better);
        assertThat(report.disagreements().worse()).isEqualTo(worse);
        Map<String, Long> slices = new HashMap<>();
        report.slices().forEach(slice -> slices.put(slice.slice(), slice.events()));
        byColour.forEach((colour, events) -> assertThat(slices).containsEntry("colour=" + colour, events));
        SimulationReport.SliceReading green = report.slices().stream()
                .filter(slice -> slice.slice().equals("colour=green"))
                .findFirst()
                .orElseThrow();
        assertThat(green.metrics().getFirst().candidate().orElseThrow())
                .isCloseTo(loss / green.events(), within(1e-12));
    }

    @Test
    void aNegativeClassOfAnotherNameIsNoOtherLabel() {
        VersionName afterTheDrift =
                world.train(50, "maxDepth=2"); // has seen "perhaps": its negative class is "not yes"
        SimulationReport report =
                world.simulate(afterTheDrift, against(late), days(50, 60)).report();

        assertThat(report.labelShares().orElseThrow().live()).containsOnlyKeys("not yes", "yes");
        assertThat(report.disagreements().better() + report.disagreements().worse())
                .as("each disagreement with an outcome is right on one side")
                .isEqualTo(report.disagreements().count())
                .isPositive();
    }

    @Test
    void sellersAndDaysAreTheClusters() {
        SimulationReport report = world.simulate(late, against(early), WINDOW).report();

        long alone = world.events(WINDOW).stream()
                .filter(event -> event.seller().isEmpty())
                .count();
        long sellers = world.events(WINDOW).stream()
                .map(World.Event::seller)
                .filter(seller -> !seller.isEmpty())
                .distinct()
                .count();
        assertThat(report.dependence().clusters()).isEqualTo(alone + sellers);
        assertThat(report.dependence().blocks()).isEqualTo(20);
    }

    @Test
    void theSameSimulationGivesTheSameNumbers() {
        SimulationReport one = world.simulate(late, against(early), WINDOW).report();
        SimulationReport other = world.simulate(late, against(early), WINDOW).report();

        assertThat(other.metrics()).isEqualTo(one.metrics());
        assertThat(other.slices()).isEqualTo(one.slices());
        assertThat(other.charts()).isEqualTo(one.charts());
    }

    @Test
    void looksAreCounted() {
        VersionName live = world.train(19); // nothing was compared with it before
        VersionName fresh = world.train(21);
        StoredSimulation first = world.simulate(fresh, against(live), days(31, 44));
        StoredSimulation again = world.simulate(fresh, against(live), days(31, 44));
        StoredSimulation further = world.simulate(fresh, against(live), days(31, 48));
        StoredSimulation other = world.simulate(late, against(live), days(31, 44));

        assertThat(first.looks()).isEqualTo(new StoredSimulation.Looks(1, 1, 1));
        assertThat(again.looks()).as("the same simulation again").isEqualTo(first.looks());
        assertThat(further.looks()).isEqualTo(new StoredSimulation.Looks(2, 1, 1 + failed(first)));
        assertThat(other.looks()).isEqualTo(new StoredSimulation.Looks(1, 2, 1 + failed(first) + failed(further)));
        assertThat(other.verdict()
                        .metrics()
                        .getFirst()
                        .reading()
                        .difference()
                        .orElseThrow()
                        .confidence())
                .isGreaterThanOrEqualTo(other.verdict().confidence())
                .isGreaterThanOrEqualTo(
                        other.looks().spending().confidence(other.policy().confidence()));
    }

    private static int failed(StoredSimulation simulation) {
        return simulation.verdict() instanceof GateVerdict.Approved ? 0 : 1;
    }

    @Test
    void howLongBothModelsTakeIsMeasured() {
        LatencyReading latency =
                world.simulate(late, against(early), WINDOW).report().latency().orElseThrow();

        assertThat(latency.liveMicros()).isPositive();
        assertThat(latency.candidateMicros()).isPositive();
        assertThat(world.simulate(late, new LiveChoice.Nothing(), WINDOW)
                        .report()
                        .latency())
                .as("no model has no time")
                .isEmpty();
    }
}
