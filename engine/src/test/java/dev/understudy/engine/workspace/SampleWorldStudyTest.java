package dev.understudy.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.pipeline.SampleFiles;
import dev.understudy.engine.pipeline.SamplePlan;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.training.TrainingOverrides;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The truth of the sample world is found again: retraining pays after the wave began, and not before. */
class SampleWorldStudyTest {
    private static final long EVENTS = 8000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void retrainingPaysAfterTheWaveAndNotBefore(long seed) {
        Workspace workspace = SampleWorkspace.prepare(folder.resolve("workspace"), Map.of(), Map.of());
        TaskDefinition task = workspace.task(SampleWorkspace.TASK);
        SamplePlan after = SamplePlan.standard().with(EVENTS, seed);
        SamplePlan before = SamplePlan.beforeTheWave().with(EVENTS, seed);
        Path events = SampleFiles.write(
                        new SampleFiles.Request(folder.resolve("events"), EVENTS, seed, "csv"), RunControl.UNWATCHED)
                .eventsFile();
        try (Engine engine = new Engine(workspace, InstantSource.system(), Duration.ZERO)) {
            engine.intake().events(task, events, RunControl.UNWATCHED);
            VersionName first = train(engine, task, after.firstAsOf());

            MetricReading paid = auc(engine, task, train(engine, task, after.asOf()), first, after.window());
            assertThat(paid.difference().orElseThrow().lower()).isPositive();

            MetricReading idle = auc(engine, task, train(engine, task, before.asOf()), first, before.window());
            assertThat(idle.difference().orElseThrow().lower()).isNotPositive();
        }
    }

    private static VersionName train(Engine engine, TaskDefinition task, Instant asOf) {
        return engine.training()
                .train(task, asOf, TrainingOverrides.none(), RunControl.UNWATCHED)
                .version()
                .version();
    }

    private static MetricReading auc(
            Engine engine, TaskDefinition task, VersionName candidate, VersionName live, TimeWindow window) {
        SimulationReport report = engine.rehearsal()
                .simulate(
                        task,
                        candidate,
                        new LiveChoice.Named(live),
                        window,
                        InstantSource.system().instant(),
                        RunControl.UNWATCHED)
                .report();
        return report.metrics().getFirst();
    }
}
