package dev.understudy.engine.backtest;

import static dev.understudy.engine.world.World.NOW;
import static dev.understudy.engine.world.World.day;
import static dev.understudy.engine.world.World.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.backtest.BacktestStep.Decision;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A release policy over the history of a world, beside what the single commands say of the same models and events. */
final class BacktestTest {
    private static final TimeWindow SPAN = days(25, 60);

    @TempDir
    Path directory;

    private World world(TaskKind kind) {
        World world = World.in(directory, kind);
        world.edit("simulation: {window: P15D, minimumCoverage: 0.3}\n");
        Path file = directory.resolve("workspace/tasks/world.yaml");
        try {
            Files.writeString(
                    file, Files.readString(file).replace("random-forest,", "random-forest, parameters: {trees: 10},"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return world;
    }

    private static BacktestResult run(World world, TimeWindow span, RunControl control) {
        return world.engine()
                .backtest()
                .run(
                        world.task(),
                        new BacktestRequest(Duration.ofDays(10), span, Duration.ofDays(15), NOW),
                        false,
                        control);
    }

    private static BacktestResult run(World world) {
        return run(world, SPAN, RunControl.UNWATCHED);
    }

    private static MetricReading reading(StoredSimulation simulation) {
        return simulation.report().metrics().getFirst();
    }

    private boolean keptModels() throws IOException {
        Path folder = directory.resolve("workspace/data/backtest/models/world");
        try (Stream<Path> models = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
            return models.findAny().isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(TaskKind.class)
    void saysWhatTrainAndSimulateSayOfTheSame(TaskKind kind) {
        try (World world = world(kind)) {
            BacktestResult result = run(world);
            VersionName first = world.train(10);
            VersionName second = world.train(20); // the candidate of the step at day 35
            BacktestStep step = result.steps().get(1);

            assertThat(result.steps()).hasSize(4);
            assertThat(step.candidate().orElseThrow().digest())
                    .isEqualTo(world.engine()
                            .models()
                            .version(world.task().name(), second)
                            .digest());
            StoredSimulation simulated = world.simulate(second, new LiveChoice.Named(first), days(20, 35), day(35));
            assertThat(step.decision().key()).isEqualTo(simulated.verdict().key());
            assertThat(step.reason()).isEqualTo(simulated.verdict().reason());
            assertThat(step.metrics().getFirst().predicted().map(BacktestStep.Difference::value))
                    .isEqualTo(reading(simulated).difference().map(MetricReading.Difference::value));
            StoredSimulation came = world.simulate(second, new LiveChoice.Named(first), days(35, 45), NOW);
            assertThat(step.metrics().getFirst().realised().orElseThrow().value())
                    .isCloseTo(reading(came).difference().orElseThrow().value(), within(1e-12));
            StoredSimulation whole = world.simulate(first, new LiveChoice.Nothing(), SPAN);
            assertThat(result.of(Policy.NEVER).metrics().getFirst().value())
                    .isCloseTo(reading(whole).candidate().orElseThrow(), within(1e-12));
        }
    }

    @Test
    void theGatedPolicyHasLiveWhatItsGateApproved() {
        try (World world = world(TaskKind.BINARY)) {
            BacktestResult result = run(world);

            BacktestStep before = result.steps().getFirst();
            for (BacktestStep step : result.steps().subList(1, result.steps().size())) {
                boolean changed = before.decision() == Decision.APPROVED;
                assertThat(step.live().version())
                        .isEqualTo(
                                changed
                                        ? before.candidate().orElseThrow().version()
                                        : before.live().version());
                before = step;
            }
            assertThat(result.of(Policy.GATED).models())
                    .isEqualTo(1
                            + (int) result.steps().stream()
                                    .filter(step -> step.decision() == Decision.APPROVED)
                                    .map(step -> step.candidate().orElseThrow().digest())
                                    .distinct()
                                    .count());
            assertThat(result.of(Policy.NEVER).models()).isEqualTo(1);
            assertThat(result.of(Policy.ALWAYS).models()).isEqualTo(4);
        }
    }

    @Test
    void registersNoVersionAndNoSimulationAndLeavesNoModels() throws IOException {
        try (World world = world(TaskKind.BINARY)) {
            BacktestResult result = run(world);

            assertThat(world.engine().registry().versions(world.task().name())).isEmpty();
            assertThat(world.engine().simulations().simulations(world.task().name()))
                    .isEmpty();
            assertThat(world.engine().backtests().document(result.run()))
                    .hasValueSatisfying(document -> assertThat(document).contains("\"policies\""));
            assertThat(keptModels()).isFalse();
        }
    }

    @Test
    void aCancelledOneIsTakenUpAndSaysTheSame() throws IOException {
        try (World world = world(TaskKind.BINARY)) {
            StopsAtStep stopping = new StopsAtStep("step 3 of 4");

            assertThatThrownBy(() -> run(world, SPAN, stopping))
                    .isInstanceOfSatisfying(
                            UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(keptModels()).isTrue();
            BacktestResult again = run(world);

            assertThat(run(world).steps()).isEqualTo(again.steps());
            assertThat(run(world).policies()).isEqualTo(again.policies());
        }
    }

    @Test
    void aStepWithoutTrafficKeepsWhatIsLiveAndSaysWhy() {
        try (World world = world(TaskKind.BINARY)) {
            BacktestResult result = run(world, days(45, 95), RunControl.UNWATCHED);

            BacktestStep last = result.steps().getLast();
            assertThat(last.decision()).isEqualTo(Decision.IMPOSSIBLE);
            assertThat(last.reason()).contains("there is no event of world in the window");
            assertThat(last.events()).isZero();
        }
    }

    @Test
    void nothingToTrainTheFirstModelOnIsSaid() {
        try (World world = world(TaskKind.BINARY)) {
            assertThatThrownBy(() -> run(world, days(5, 60), RunControl.UNWATCHED))
                    .isInstanceOfSatisfying(
                            UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ENOUGH_DATA));
        }
    }

    @Test
    void policiesAreNotComparedBeforeTheEnd() {
        assertThatThrownBy(() -> new BacktestRequest(
                        Duration.ofDays(10),
                        SPAN,
                        Duration.ofDays(15),
                        SPAN.to().minusSeconds(1)))
                .hasMessageContaining("known-at");
        assertThatThrownBy(() -> new BacktestRequest(Duration.ZERO, SPAN, Duration.ofDays(15), NOW))
                .hasMessageContaining("every must be longer than nothing");
    }

    /** Says stop once a certain step is told of. */
    private static final class StopsAtStep implements RunControl {
        private final String step;
        private volatile Optional<String> reached = Optional.empty();

        StopsAtStep(String step) {
            this.step = step;
        }

        @Override
        public void progress(String stage, long done, long total) {
            if (stage.startsWith(step)) {
                reached = Optional.of(stage);
            }
        }

        @Override
        public boolean isCancelled() {
            return reached.isPresent();
        }
    }
}
