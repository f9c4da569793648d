package dev.understudy.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * Makes the pictures of Home in the documentation, when asked:
 *
 * <pre>mvn -pl app -am test -Dtest=HomeScreenshots -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dunderstudy.screenshots=$PWD/docs/images</pre>
 */
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "understudy.screenshots", matches = ".+")
final class HomeScreenshots {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // TestFX gives it.
    private Stage stage;

    @Start
    void keep(Stage made) {
        stage = made;
    }

    @Test
    void homeInBothThemes(FxRobot robot) throws IOException, TimeoutException {
        Path settings = Files.writeString(folder.resolve("window.properties"), "theme=light\n");
        Path workspace = SampleScene.with(folder.resolve("listings"))
                .firstLive()
                .secondApproved()
                .workspace();
        robot.interact(() -> OpenWorkbench.on(stage, settings, Optional.of(workspace)));
        WaitForAsyncUtils.waitFor(
                10, TimeUnit.SECONDS, () -> robot.lookup("#headline").tryQuery().isPresent());
        snapshot(robot, "home-light.png", 1280, 800, 1);
        snapshot(robot, "home-light-double.png", 1280, 800, 2);
        snapshot(robot, "home-narrow.png", 900, 640, 1);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        snapshot(robot, "home-dark.png", 1280, 800, 1);
        snapshot(robot, "home-dark-double.png", 1280, 800, 2);
        for (int step = 0; step < 5; step++) {
            robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
        }
        snapshot(robot, "home-large.png", 1280, 800, 1);
    }

    private void snapshot(FxRobot robot, String name, int width, int height, int scale) throws IOException {
        new Pictures(robot).take(stage.getScene(), name, width, height, scale);
    }
}
