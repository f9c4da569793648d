package dev.understudy.engine.fidelity;

import static dev.understudy.engine.world.SteadyWorld.day;
import static dev.understudy.engine.world.SteadyWorld.days;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.fidelity.LedgerEntry.Finding;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.world.SteadyWorld;
import dev.understudy.engine.world.SteadyWorld.Traffic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases amid the traffic, looked back at. */
final class ReleasedFidelityTest {
    /** One of the nine in ten whose intervals hold; the study counts how many do. */
    private static final long SEED = 8;

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static SteadyWorld steady;

    @BeforeAll
    static void build() {
        steady = released(shared, Integer.MAX_VALUE);
    }

    @AfterAll
    static void close() {
        steady.close();
    }

    private static FidelityLedger ledger(SteadyWorld world, int knownAt) {
        return world.engine().fidelity().assess(world.task(), Environment.STAGING, day(knownAt), RunControl.UNWATCHED);
    }

    private static LedgerEntry.Assessed assessed(LedgerEntry entry) {
        assertThat(entry).isInstanceOf(LedgerEntry.Assessed.class);
        return (LedgerEntry.Assessed) entry;
    }

    /** A small tree on day 40, a deeper tree on day 66. */
    private static SteadyWorld released(Path directory, int turnsOn) {
        SteadyWorld world = SteadyWorld.in(directory, new Traffic(SEED, 120, 60, turnsOn));
        VersionName v1 = world.on(36).train(20, 2);
        StoredSimulation first = world.on(40).simulate(v1, new LiveChoice.Nothing(), days(20, 34));
        world.release(v1, first);
        VersionName v2 = world.on(60).train(45, 5);
        StoredSimulation second = world.on(66).simulate(v2, new LiveChoice.AsReleased(), days(45, 60));
        world.release(v2, second);
        return world;
    }

    @Test
    void aReleaseInSteadyTrafficBringsWhatWasPredicted() {
        FidelityLedger ledger = ledger(steady, 110);

        LedgerEntry.Assessed v2 = assessed(ledger.entries().getFirst());
        assertThat(v2.window().from()).isEqualTo(day(66));
        assertThat(v2.outcomes().coverage()).isGreaterThanOrEqualTo(0.9);
        assertThat(v2.metrics()).hasSize(2).allSatisfy(metric -> {
            assertThat(metric.covered()).contains(true);
            assertThat(metric.interval().orElseThrow().confidence()).isEqualTo(0.90);
        });
        RealisedMetric auc = v2.metrics().getFirst();
        assertThat(auc.predicted().orElseThrow().value()).isPositive();
        assertThat(auc.realised().orElseThrow().value())
                .as("the deeper tree is better than the small one")
                .isGreaterThan(0.02);
        assertThat(v2.finding()).isEqualTo(Finding.AS_PREDICTED);
        assertThat(ledger.calibration()).isEqualTo(new FidelityLedger.Calibration(2, 2));
    }

    @Test
    void theRealisedDifferenceIsTheOneThatASimulationOfTheSameWindowShows() {
        LedgerEntry.Assessed v2 = assessed(ledger(steady, 110).entries().getFirst());

        StoredSimulation forward =
                steady.on(110).simulate(v2.release().version(), new LiveChoice.Named(v2.before()), v2.window());

        assertThat(v2.metrics().getFirst().realised().orElseThrow().value())
                .isEqualTo(forward.report()
                        .metrics()
                        .getFirst()
                        .difference()
                        .orElseThrow()
                        .value());
    }

    @Test
    void theFirstReleaseHasNothingToBeComparedWith() {
        assertThat(ledger(steady, 110).entries().getLast())
                .isInstanceOfSatisfying(
                        LedgerEntry.NotCompared.class,
                        entry -> assertThat(entry.reason()).isEqualTo("nothing was live before"));
    }

    @Test
    void aReleaseOfYesterdayIsTooEarly() {
        assertThat(ledger(steady, 68).entries().getFirst())
                .isInstanceOfSatisfying(LedgerEntry.TooEarly.class, entry -> {
                    assertThat(entry.events()).isEqualTo(120);
                    assertThat(entry.matured()).isZero();
                    assertThat(entry.needed()).isEqualTo(200);
                });
    }

    @Test
    void aMissIsToldAsChangedTrafficWhereTheEarlierModelFaresOtherwiseToo() {
        try (SteadyWorld world = released(directory, 66)) {
            LedgerEntry.Assessed v2 = assessed(ledger(world, 110).entries().getFirst());

            assertThat(v2.metrics()).anyMatch(metric -> metric.covered().equals(Optional.of(false)));
            assertThat(v2.finding()).isEqualTo(Finding.TRAFFIC_CHANGED);
        }
    }

    @Test
    void aPredictionThatWasAlteredIsToldAsAMiss() {
        try (SteadyWorld world = released(directory, Integer.MAX_VALUE)) {
            // the approving simulation claims three times the difference, in traffic that has not changed
            StoredSimulation kept = world.engine().simulations().find("s-0002").orElseThrow();
            double value = kept.report()
                    .metrics()
                    .getFirst()
                    .difference()
                    .orElseThrow()
                    .value();
            assertThat(world.tamper("UPDATE simulation SET result = REPLACE(result, '\"value\":" + value
                            + "', '\"value\":" + (value + 0.3) + "') WHERE id = 2"))
                    .isEqualTo(1);

            LedgerEntry.Assessed v2 = assessed(ledger(world, 110).entries().getFirst());

            assertThat(v2.metrics().getFirst().covered()).contains(false);
            assertThat(v2.finding()).isEqualTo(Finding.PREDICTION_MISSED);
        }
    }

    @Test
    void aLogThatTheReleasedModelDoesNotReproduceProvesNothing() {
        try (SteadyWorld world = released(directory, Integer.MAX_VALUE)) {
            world.on(110)
                    .engine()
                    .backfill()
                    .backfill(world.task(), new VersionName("v2"), days(66, 100), RunControl.UNWATCHED);
            assertThat(world.tamper("UPDATE prediction SET score = score * 0.999 WHERE event_id = 'e004100'"))
                    .isEqualTo(1);

            FidelityLedger ledger = ledger(world, 110);

            assertThat(assessed(ledger.entries().getFirst()).finding()).isEqualTo(Finding.LOG_UNSOUND);
            assertThat(ledger.calibration().intervals()).isZero();
        }
    }

    @Test
    void aRollbackIsRealisedWithoutAPrediction() {
        try (SteadyWorld world = released(directory, Integer.MAX_VALUE)) {
            world.on(90)
                    .engine()
                    .release()
                    .rollback(world.task().name(), Environment.STAGING, Optional.empty(), "Ada", "a test wants it");

            List<LedgerEntry> entries = ledger(world, 118).entries();

            LedgerEntry.Assessed back = assessed(entries.getFirst());
            assertThat(back.release().version()).isEqualTo(new VersionName("v1"));
            assertThat(back.before()).isEqualTo(new VersionName("v2"));
            assertThat(back.finding()).isEqualTo(Finding.NOT_PREDICTED);
            assertThat(back.metrics().getFirst().realised().orElseThrow().value())
                    .isNegative();
            assertThat(assessed(entries.get(1)).window().to())
                    .as("the release before ends with it")
                    .isEqualTo(day(90));
        }
    }
}
