package dev.understudy.engine.simulation;

import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OtherKindsTest {
    @TempDir
    Path directory;

    private static double value(SimulationReport report, Metric metric) {
        return report.metrics().stream()
                .filter(reading -> reading.metric() == metric)
                .findFirst()
                .orElseThrow()
                .candidate()
                .orElseThrow();
    }

    @Test
    void aClassUnseenInTrainingGetsTheClipValue() {
        try (World world = World.in(directory, TaskKind.MULTICLASS)) {
            VersionName version = world.train(30, "maxDepth=3");
            long unseen = world.events(days(45, 55)).stream()
                    .filter(event -> event.outcome().equals("new"))
                    .count();

            SimulationReport report = world.simulate(version, new LiveChoice.Nothing(), days(45, 55))
                    .report();

            double atLeast = -Math.log(1e-15) * unseen / report.events();
            assertThat(unseen).isPositive();
            assertThat(value(report, Metric.LOG_LOSS)).isBetween(atLeast, atLeast + 2);
            assertThat(report.labelShares().orElseThrow().candidate()).doesNotContainKey("new");
        }
    }

    @Test
    void aRegressionHasNoLabelsAndIsReplayedToTheSameBits() {
        try (World world = World.in(directory, TaskKind.REGRESSION)) {
            VersionName live = world.train(20, "algorithm=random-forest", "trees=5");
            VersionName candidate = world.train(30, "algorithm=random-forest", "trees=5");
            world.backfill(live, days(30, 40));

            SimulationReport report = world.simulate(candidate, new LiveChoice.Named(live), days(30, 40))
                    .report();

            assertThat(report.labelShares()).isEmpty();
            assertThat(report.parity()).isEqualTo(new SimulationReport.Parity(200, 200, false));
            assertThat(report.disagreements().better() + report.disagreements().worse())
                    .isEqualTo(report.disagreements().count());
            assertThat(report.charts().days().stream()
                            .mapToLong(Charts.Day::events)
                            .sum())
                    .isEqualTo(200);
            double meanOfDays = report.charts().days().stream()
                    .mapToDouble(Charts.Day::candidate)
                    .average()
                    .orElseThrow();
            assertThat(meanOfDays).isCloseTo(6.3, within(1.0));
        }
    }

    @Test
    void modelsOfAnotherKindThanTheTasksAreRefused() {
        try (World binary = World.in(directory.resolve("binary"), TaskKind.BINARY);
                World multiclass = World.in(directory.resolve("multiclass"), TaskKind.MULTICLASS)) {
            VersionName version = binary.train(30);
            TaskDefinition other = multiclass.task();

            assertThatThrownBy(() -> binary.engine()
                            .rehearsal()
                            .simulate(
                                    other,
                                    version,
                                    new LiveChoice.Named(version),
                                    days(30, 40),
                                    World.NOW,
                                    RunControl.UNWATCHED))
                    .isInstanceOfSatisfying(
                            UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODELS_DIFFER));
        }
    }
}
