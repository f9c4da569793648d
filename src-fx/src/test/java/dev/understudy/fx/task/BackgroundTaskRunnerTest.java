package dev.understudy.fx.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class BackgroundTaskRunnerTest {
    private final HeldExecutor workers = new HeldExecutor();
    private final HeldExecutor fxThread = new HeldExecutor();
    private Instant now = Instant.parse("2026-02-15T12:00:00Z");
    private final TaskRunner runner = new BackgroundTaskRunner(workers, fxThread, () -> now);
    private final List<String> results = new ArrayList<>();

    @Test
    void theResultArrivesOnTheFxThreadOnly() {
        RunningTask task = runner.start("Reading", _ -> "read", results::add);

        workers.runAll();
        assertThat(results).isEmpty();
        assertThat(task.isActive()).isTrue();

        fxThread.runAll();
        assertThat(results).containsExactly("read");
        assertThat(task.stateProperty().get()).isEqualTo(TaskState.DONE);
    }

    @Test
    void cancelAnswersAtOnceAndTheWorkStopsAtItsNextGoodPlace() {
        RunningTask task = runner.start(
                "Replaying",
                control -> {
                    control.checkCancelled();
                    return "replayed";
                },
                results::add);

        task.cancel();
        assertThat(task.stateProperty().get()).isEqualTo(TaskState.CANCELLING);

        workers.runAll();
        fxThread.runAll();
        assertThat(task.stateProperty().get()).isEqualTo(TaskState.CANCELLED);
        assertThat(task.failureProperty().get()).isNull();
        assertThat(results).isEmpty();
    }

    @Test
    void workThatEndsInSpiteOfCancelHasItsResult() {
        RunningTask task = runner.start("Committing", _ -> "committed", results::add);
        task.cancel();

        workers.runAll();
        fxThread.runAll();

        assertThat(results).containsExactly("committed");
        assertThat(task.stateProperty().get()).isEqualTo(TaskState.DONE);
    }

    @Test
    void aCancellationThatNobodyAskedForIsAFailure() {
        RunningTask task = runner.start(
                "Reading",
                _ -> {
                    throw new CancellationException("somebody else's");
                },
                _ -> {});

        workers.runAll();
        fxThread.runAll();

        assertThat(task.stateProperty().get()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aFailureIsKeptWithItsReason() {
        IOException full = new IOException("the disk is full");
        RunningTask task = runner.start(
                "Writing",
                _ -> {
                    throw full;
                },
                _ -> {});

        workers.runAll();
        fxThread.runAll();

        assertThat(task.stateProperty().get()).isEqualTo(TaskState.FAILED);
        assertThat(task.failureProperty().get()).isSameAs(full);
    }

    @Test
    void aResultThatCannotBeShownIsAFailure() {
        RunningTask task = runner.start("Reading", _ -> "read", _ -> {
            throw new IllegalStateException("no such row");
        });

        workers.runAll();
        fxThread.runAll();

        assertThat(task.stateProperty().get()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void ofAMillionStepsOnlyTheLatestWaitsForTheFxThread() {
        RunningTask task = runner.start(
                "Replaying",
                control -> {
                    for (long done = 1; done <= 1_000_000; done++) {
                        control.progress("replaying", done, 1_000_000);
                    }
                    return "";
                },
                _ -> {});

        workers.runAll();

        assertThat(fxThread.size()).isEqualTo(2);
        fxThread.runAll();
        assertThat(task.progressProperty().get().done()).isEqualTo(1_000_000);
    }

    @Test
    void theRateIsThatOfTheStage() {
        RunningTask task = runner.start(
                "Simulating",
                control -> {
                    control.progress("reading", 0, -1);
                    now = now.plusSeconds(60);
                    control.progress("replaying", 0, 1000);
                    now = now.plusSeconds(2);
                    control.progress("replaying", 500, 1000);
                    return "";
                },
                _ -> {});

        workers.runAll();
        fxThread.runAll();

        assertThat(task.progressProperty().get().rate()).contains(250.0);
        assertThat(task.progressProperty().get().remaining()).contains(Duration.ofSeconds(2));
    }

    @Test
    void whatHasEndedCanBeForgotten() {
        runner.start("First", _ -> "", _ -> {});
        workers.runAll();
        fxThread.runAll();
        RunningTask second = runner.start("Second", _ -> "", _ -> {});

        runner.forgetFinished();

        assertThat(runner.tasks()).containsExactly(second);
    }
}
