package dev.understudy.engine.workspace;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.pipeline.Demonstrated;
import dev.understudy.engine.pipeline.SampleFiles;
import dev.understudy.engine.pipeline.SamplePlan;
import dev.understudy.engine.registry.Run;
import dev.understudy.engine.release.ModelPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration goes through the whole loop, once, and goes on where it was interrupted. */
class DemonstrationTest {
    private static final SamplePlan SMALL = SamplePlan.standard().with(6000, 1);

    @TempDir
    Path folder;

    private Engine engine() {
        return new Engine(
                SampleWorkspace.prepare(folder.resolve("sample world"), Map.of(), Map.of()),
                InstantSource.system(),
                Duration.ZERO);
    }

    private Demonstrated run(RunControl control) {
        try (Engine engine = engine()) {
            return engine.demonstration(SMALL).run(control);
        }
    }

    /** Cancels when a step begins. */
    private static RunControl cancellingAt(String step) {
        return new RunControl() {
            private volatile boolean cancelled;

            @Override
            public void progress(String stage, long done, long total) {
                cancelled |= stage.startsWith(step);
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
    }

    @Test
    void theRetrainedModelIsApprovedAndPublishedToStagingOnly() {
        Demonstrated done = run(RunControl.UNWATCHED);
        assertThat(done.found()).isFalse();
        assertThat(done.simulation().verdict()).isInstanceOf(GateVerdict.Approved.class);
        assertThat(done.simulation().report().parity().identical())
                .isEqualTo(done.simulation().report().events());
        assertThat(done.live().production().map(ModelPointer::version).map(Object::toString))
                .contains("v1");
        assertThat(done.release().map(ModelPointer::version).map(Object::toString))
                .contains("v2");
        assertThat(done.report().orElseThrow()).isRegularFile();
    }

    @Test
    void whatIsCompleteIsOnlyLookedAt() {
        Demonstrated first = run(RunControl.UNWATCHED);
        List<Run> runs = runs();
        Demonstrated second = run(RunControl.UNWATCHED);
        assertThat(second.found()).isTrue();
        assertThat(second.simulation().id()).isEqualTo(first.simulation().id());
        assertThat(second.report()).isEqualTo(first.report());
        assertThat(second.live()).isEqualTo(first.live());
        assertThat(runs()).isEqualTo(runs);
    }

    private List<Run> runs() {
        try (Engine engine = engine()) {
            return engine.runs().runs(Optional.empty());
        }
    }

    @Test
    void whatWasInterruptedGoesOnAndDoesNothingTwice() {
        assertRefused(ErrorCode.CANCELLED, () -> run(cancellingAt("step 7"))).contains("goes on");
        assertRefused(ErrorCode.CANCELLED, () -> run(cancellingAt("step 2"))).contains("goes on");
        Demonstrated done = run(RunControl.UNWATCHED);
        assertThat(done.found()).isFalse();
        assertThat(done.simulation().id()).isEqualTo("s-0002");
        assertThat(done.simulation().looks().candidate()).isEqualTo(1);
        assertThat(done.release().map(ModelPointer::release)).contains(2L);
        try (Engine engine = engine()) {
            assertThat(engine.simulations().simulations(SampleWorkspace.TASK)).hasSize(2);
            assertThat(engine.registry().versions(SampleWorkspace.TASK)).hasSize(2);
        }
    }

    @Test
    void otherEventsInTheWorkspaceAreNeverMixedWithItsOwn() {
        Path others = SampleFiles.write(
                        new SampleFiles.Request(folder.resolve("others"), 500, 9, "csv"), RunControl.UNWATCHED)
                .eventsFile();
        try (Engine engine = engine()) {
            engine.intake().events(engine.workspace().task(SampleWorkspace.TASK), others, RunControl.UNWATCHED);
        }
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> run(RunControl.UNWATCHED))
                .contains("other events");
    }

    @Test
    void aTaskFileThatWasChangedBeforeTheEndIsNamed() throws IOException {
        Path file = engine().workspace().directory().resolve("tasks/listing-scam.yaml");
        Files.writeString(file, Files.readString(file).replace("threshold: 0.2", "threshold: 0.3"));
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> run(RunControl.UNWATCHED))
                .contains("task file", "was changed");
    }
}
