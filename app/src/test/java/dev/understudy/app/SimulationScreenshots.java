package dev.understudy.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Makes the pictures of the Simulation screen in the documentation, when asked:
 *
 * <pre>mvn -pl app -am test -Dtest=SimulationScreenshots -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dunderstudy.screenshots=$PWD/docs/images</pre>
 */
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "understudy.screenshots", matches = ".+")
final class SimulationScreenshots {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // TestFX gives it.
    private Stage stage;

    @Start
    void keep(Stage made) {
        stage = made;
    }

    @Test
    void simulationInBothThemes(FxRobot robot) throws IOException, TimeoutException {
        Path settings = Files.writeString(folder.resolve("window.properties"), "theme=light\n");
        Path workspace = SampleScene.demonstrated(folder.resolve("sample-workspace"));
        robot.interact(() -> OpenWorkbench.on(stage, settings, Optional.of(workspace)));
        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        WaitForAsyncUtils.waitFor(
                10, TimeUnit.SECONDS, () -> robot.lookup("#verdict").tryQuery().isPresent());
        snapshot(robot, "simulation-light.png", 1280, 800, 1);
        snapshot(robot, "simulation-light-whole.png", 1280, 1500, 1);
        snapshot(robot, "simulation-narrow.png", 900, 1800, 1);
        snapshot(robot, "simulation-light-double.png", 1280, 800, 2);
        TableView<?> disagreements = robot.lookup("#disagreements").query();
        robot.interact(() -> disagreements.getSelectionModel().selectFirst());
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () -> robot.lookup("#moved .chart-title").tryQuery().isPresent());
        snapshot(robot, "disagreement-light.png", 1280, 1300, 1);
        robot.interact(() -> disagreements.getSelectionModel().clearSelection());
        robot.push(KeyCode.CONTROL, KeyCode.N);
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () -> !robot.lookup("#retrain-start").query().isDisabled());
        snapshot(robot, "retrain-light.png", 1280, 800, 1);
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        snapshot(robot, "export-light.png", 1280, 800, 1);
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        snapshot(robot, "simulation-dark.png", 1280, 800, 1);
        snapshot(robot, "simulation-dark-double.png", 1280, 800, 2);
        robot.push(KeyCode.CONTROL, KeyCode.N);
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () -> !robot.lookup("#retrain-start").query().isDisabled());
        snapshot(robot, "retrain-dark.png", 1280, 800, 1);
    }

    private void snapshot(FxRobot robot, String name, int width, int height, int scale) throws IOException {
        new Pictures(robot).take(stage.getScene(), name, width, height, scale);
    }
}
