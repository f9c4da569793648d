package dev.understudy.fx.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.fx.task.BackgroundTaskRunner;
import dev.understudy.fx.task.HeldExecutor;
import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.Work;
import dev.understudy.fx.text.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class TasksViewModelTest {
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final HeldExecutor workers = new HeldExecutor();
    private Instant now = Instant.parse("2026-02-15T12:00:00Z");
    private final BackgroundTaskRunner runner = new BackgroundTaskRunner(workers, Runnable::run, () -> now);
    private final TasksViewModel tasks = new TasksViewModel(runner, texts);
    private final Notifications notifications = new Notifications(() -> now);
    private final SessionLog log = new SessionLog(() -> now, ZoneOffset.UTC);

    @Test
    void tellsStageDoneToDoRateAndTimeLeft() {
        assertThat(statusWhile(control -> {
                    control.progress("replaying events", 0, 1_004_212);
                    now = now.plusSeconds(5);
                    control.progress("replaying events", 412_000, 1_004_212);
                    return "";
                }))
                .contains("replaying events: 412,000 of 1,004,212, 82,400 a second, 7 s left");
    }

    @Test
    void tellsNoEndWhereNoneIsKnown() {
        assertThat(statusWhile(control -> {
                    control.progress("reading", 12_000, -1);
                    return "";
                }))
                .contains("reading: 12,000");
    }

    @Test
    void anErrorOfTheEngineIsToldInItsOwnSentenceEverywhere() {
        new TaskNarrator(log, notifications, texts).follow(runner);
        RunningTask task = runner.start(
                "Reading the task file",
                _ -> {
                    throw new UnderstudyException(ErrorCode.TASK_FILE_INVALID, "task.yaml, line 3: expected a number");
                },
                _ -> {});

        workers.runAll();

        String reason = "task.yaml, line 3: expected a number (task-file-invalid)";
        assertThat(tasks.status(task).get()).isEqualTo("failed: " + reason);
        assertThat(notifications.all().getFirst().title()).isEqualTo("Reading the task file failed");
        assertThat(notifications.all().getFirst().detail()).isEqualTo(reason);
        assertThat(log.lines())
                .containsExactly(
                        "12:00:00  started: Reading the task file",
                        "12:00:00  failed: Reading the task file",
                        "12:00:00  " + reason);
    }

    @Test
    void cancelledWorkIsNoNotification() {
        new TaskNarrator(log, notifications, texts).follow(runner);
        RunningTask task = runner.start(
                "Replaying",
                control -> {
                    control.checkCancelled();
                    return "";
                },
                _ -> {});
        task.cancel();
        assertThat(tasks.status(task).get()).isEqualTo("stopping…");

        workers.runAll();

        assertThat(tasks.status(task).get()).isEqualTo("cancelled, nothing was kept");
        assertThat(notifications.all()).isEmpty();
    }

    private List<String> statusWhile(Work<String> work) {
        List<String> seen = new ArrayList<>();
        RunningTask task = runner.start("Simulating", work, _ -> {});
        tasks.status(task).subscribe((String words) -> seen.add(words));
        workers.runAll();
        return seen;
    }
}
