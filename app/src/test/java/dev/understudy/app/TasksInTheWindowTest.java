package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitFor;

import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskState;
import dev.understudy.fx.task.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Work on real threads, as the window shows it. */
@ExtendWith(ApplicationExtension.class)
final class TasksInTheWindowTest {
    @TempDir
    private Path folder;

    private OpenWorkbench workbench;

    @Start
    void open(Stage stage) {
        workbench = OpenWorkbench.on(stage, folder.resolve("window.properties"), Optional.empty());
    }

    @Test
    void showsProgressAndCancelsOnRequest(FxRobot robot) throws TimeoutException {
        CountDownLatch cancelled = new CountDownLatch(1);
        Work<String> replay = control -> {
            control.progress("replaying", 25, 100);
            cancelled.await();
            control.checkCancelled();
            return "";
        };
        RunningTask task = start(robot, "Simulating v9", replay);
        robot.clickOn("#tool-tasks");
        until(() -> robot.lookup(".task-row .progress-bar").<ProgressBar>query().getProgress() == 0.25);
        assertThat(words(robot, "#tool-tasks")).isEqualTo("Simulating v9");
        assertThat(words(robot, ".task-status")).isEqualTo("replaying: 25 of 100");

        robot.clickOn("Cancel");
        assertThat(words(robot, ".task-status")).isEqualTo("stopping…");
        assertThat(robot.lookup("Cancel").<Button>query().isDisabled()).isTrue();

        cancelled.countDown();
        until(() -> task.stateProperty().get() == TaskState.CANCELLED);
        until(() -> words(robot, "#tool-tasks").equals("No task running"));
        assertThat(words(robot, ".task-status")).isEqualTo("cancelled, nothing was kept");
    }

    @Test
    void workIsDoneOffTheFxThreadAndItsResultArrivesOnIt(FxRobot robot) throws TimeoutException {
        AtomicReference<String> seen = new AtomicReference<>("");
        robot.interact(() -> workbench
                .runner()
                .start(
                        "Asking",
                        _ -> Platform.isFxApplicationThread(),
                        onFxThread -> seen.set("work " + onFxThread + ", result " + Platform.isFxApplicationThread())));

        until(() -> !seen.get().isEmpty());

        assertThat(seen.get()).isEqualTo("work false, result true");
    }

    @Test
    void aFailureIsToldOverTheContentAndKeptInItsWindow(FxRobot robot) throws TimeoutException {
        Work<String> broken = _ -> {
            throw new IOException("the disk is full");
        };
        start(robot, "Importing", broken);
        until(() -> words(robot, "#tool-notifications").equals("1 notification"));
        assertThat(words(robot, ".toasts .notification-title")).isEqualTo("Importing failed");

        robot.clickOn("#tool-notifications");

        assertThat(words(robot, "#tool-notifications")).isEqualTo("No notifications");
        assertThat(words(robot, ".tool-area .notification-detail")).isEqualTo("the disk is full (IOException)");
    }

    private RunningTask start(FxRobot robot, String title, Work<String> work) {
        AtomicReference<RunningTask> started = new AtomicReference<>();
        robot.interact(() -> started.set(workbench.runner().start(title, work, _ -> {})));
        return started.get();
    }

    private static String words(FxRobot robot, String query) {
        return robot.lookup(query).<Labeled>query().getText();
    }

    private static void until(Callable<Boolean> holds) throws TimeoutException {
        waitFor(5, TimeUnit.SECONDS, holds);
    }
}
