package dev.understudy.engine.overview;

import static dev.understudy.engine.world.World.day;
import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.Run;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see of a workspace before they do anything. */
final class OverviewTest {
    @TempDir
    Path directory;

    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    private TaskOverview overview() {
        return world.engine().overview().task(world.task());
    }

    private WindowOutlook outlook(int from, int to, int knownAt, VersionName... models) {
        List<ModelVersion> versions = List.of(models).stream()
                .map(name -> world.engine()
                        .registry()
                        .find(world.task().name(), name)
                        .orElseThrow())
                .toList();
        return world.engine().planner().outlook(world.task(), versions, days(from, to), day(knownAt));
    }

    @Test
    void aFreshTaskHasNothingLiveAndNothingSimulated() {
        world = World.in(directory, TaskKind.BINARY);

        TaskOverview overview = overview();

        assertThat(overview.live()).isEmpty();
        assertThat(overview.candidate()).isEmpty();
        assertThat(overview.simulation()).isEmpty();
        assertThat(overview.shares()).isEqualTo(DailyShares.NONE);
        assertThat(overview.releases()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TaskKind.class)
    void theDaysTellWhatTheLiveModelLogged(TaskKind kind) {
        world = World.in(directory, kind);
        VersionName v1 = world.train(20);
        world.backfill(v1, days(20, 40));

        DailyShares shares = overview().shares();

        assertThat(shares.version()).contains(v1);
        assertThat(shares.days())
                .hasSize(20)
                .allSatisfy(day -> assertThat(day.events()).isEqualTo(20));
        assertThat(shares.label().isPresent()).isEqualTo(kind != TaskKind.REGRESSION);
        var usual = shares.usual().orElseThrow();
        assertThat(usual.low()).isPositive().isLessThan(usual.high());
        assertThat(shares.last().orElseThrow().day()).isEqualTo("2026-02-09");
    }

    @Test
    void theLiveModelTheCandidateAndWhatTheReleasePromised() {
        world = World.in(directory, TaskKind.BINARY);
        VersionName v1 = world.train(20, "maxDepth=2");
        StoredSimulation first = world.simulate(v1, new LiveChoice.Nothing(), days(20, 40));
        assertThat(first.decision()).isEqualTo("approved");
        world.release(v1, Environment.STAGING);
        world.release(v1, Environment.PRODUCTION);
        VersionName v2 = world.train(50);

        TaskOverview overview = overview();

        assertThat(overview.live().orElseThrow().version()).isEqualTo(v1);
        assertThat(overview.liveIn()).contains(Environment.PRODUCTION);
        assertThat(overview.candidate().orElseThrow().version()).isEqualTo(v2);
        assertThat(overview.simulation().orElseThrow().id()).isEqualTo(first.id());
        assertThat(overview.releases()).singleElement().satisfies(promise -> {
            assertThat(promise.before()).isEmpty();
            assertThat(promise.lower()).isLessThan(promise.value());
            assertThat(promise.value()).isLessThan(promise.upper());
        });
    }

    @Test
    void whatWasDoneLastComesFirst() {
        world = World.in(directory, TaskKind.BINARY);
        world.train(20);
        world.train(30);

        WorkspaceOverview overview = world.engine().overview().read(List.of(world.task()), Map.of());

        assertThat(overview.recent()).extracting(Run::kind).containsExactly("train", "train", "import");
        assertThat(overview.tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.versions()).hasSize(2));
    }

    @Test
    void theSuggestedWindowIsTheLastAndNeverFromBeforeAnAsOf() {
        world = World.in(directory, TaskKind.BINARY);
        RehearsalPlanner planner = world.engine().planner();
        ModelVersion early = world.training(20).version();
        ModelVersion late = world.training(55).version();
        ModelVersion tooLate = world.training(60).version();

        assertThat(planner.window(world.task(), List.of(early))).contains(days(46, 60));
        assertThat(planner.window(world.task(), List.of(late, early))).contains(days(55, 60));
        assertThat(planner.window(world.task(), List.of(tooLate))).isEmpty();
        assertThat(planner.asOf(world.task())).contains(day(46));
    }

    @Test
    void theOutlookIsWhatTheSimulationThenFinds() {
        world = World.in(directory, TaskKind.BINARY);
        VersionName v1 = world.train(20);
        VersionName v2 = world.train(40);
        world.backfill(v1, days(30, 50));

        WindowOutlook outlook = outlook(40, 60, 62, v2, v1);
        StoredSimulation found = world.simulate(v2, new LiveChoice.Named(v1), days(40, 60), day(62));

        assertThat(outlook.count().events()).isEqualTo(found.report().events());
        assertThat(outlook.count().matured())
                .isEqualTo(found.report().outcomes().known())
                .isLessThan(outlook.count().events());
        assertThat(outlook.count().logged())
                .isEqualTo(found.report().origins().backfilled())
                .isEqualTo(200);
        assertThat(outlook.detectable())
                .as("nothing is known of the variance yet")
                .isEmpty();
    }

    private static double difference(WindowOutlook outlook) {
        return outlook.detectable()
                .orElseThrow()
                .power()
                .primary()
                .orElseThrow()
                .difference()
                .orElseThrow();
    }

    @Test
    void theDetectableDifferenceGrowsAsTheWindowShrinks() {
        world = World.in(directory, TaskKind.BINARY);
        VersionName v1 = world.train(20);
        VersionName v2 = world.train(30, "maxDepth=3");
        world.simulate(v2, new LiveChoice.Named(v1), days(30, 60));

        double whole = difference(outlook(30, 60, 90, v2, v1));
        double half = difference(outlook(30, 45, 90, v2, v1));

        assertThat(whole).isPositive();
        // fewer days leave fewer degrees of freedom, and an error that is less well known
        assertThat(half / whole).isBetween(Math.sqrt(2), Math.sqrt(2) * 1.25);
    }

    @Test
    void whatWouldBeRefusedOrInconclusiveIsToldBefore() {
        world = World.in(directory, TaskKind.BINARY, "minimumOutcomes: 1000");
        VersionName v1 = world.train(20);

        assertThat(outlook(10, 60, 90, v1).warnings())
                .anySatisfy(text -> assertThat(text).contains("as-of of v1"))
                .allSatisfy(text -> assertThat(text).doesNotContain("outcomes"));
        assertThat(outlook(50, 60, 61, v1).warnings())
                .anySatisfy(text -> assertThat(text).contains("% of the outcomes have matured"))
                .anySatisfy(text -> assertThat(text).contains("1,000 are needed"));
        assertThat(outlook(70, 80, 90, v1).warnings())
                .singleElement()
                .asString()
                .contains("no event");
    }
}
