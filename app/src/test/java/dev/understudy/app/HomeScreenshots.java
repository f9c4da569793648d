package dev.understudy.app;

import dev.understudy.engine.forge.ForgeServer;
import dev.understudy.engine.forge.GitHubServer;
import dev.understudy.engine.release.Environment;
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
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

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
        open(robot, SampleScene.demonstrated(folder.resolve("sample-workspace")));
        snapshot(robot, "home-light.png", 1);
        snapshot(robot, "home-light-double.png", 2);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        snapshot(robot, "home-dark.png", 1);
        snapshot(robot, "home-dark-double.png", 2);
    }

    @Test
    void aPullRequestThatWaits(FxRobot robot) throws IOException, TimeoutException {
        SampleScene scene = SceneTemplates.secondApproved(folder.resolve("listings"));
        try (ForgeServer server = new GitHubServer(scene.workspace().resolve("config.git"))) {
            scene.openPullRequestsAt(server);
            scene.release(SampleScene.V2, Environment.STAGING);
            open(robot, scene.workspace());
            snapshot(robot, "home-pull-request-light.png", 1);
            robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
            snapshot(robot, "home-pull-request-dark.png", 1);
        }
    }

    @Test
    void firstStart(FxRobot robot) throws IOException {
        Path settings = Files.writeString(folder.resolve("window.properties"), "theme=light\n");
        robot.interact(() -> OpenWorkbench.on(stage, settings, Optional.empty()));
        snapshot(robot, "first-start-light.png", 1);
    }

    private void open(FxRobot robot, Path workspace) throws IOException, TimeoutException {
        Path settings = Files.writeString(folder.resolve("window.properties"), "theme=light\n");
        robot.interact(() -> OpenWorkbench.on(stage, settings, Optional.of(workspace)));
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> robot.lookup("#headline").tryQuery().isPresent());
    }

    private void snapshot(FxRobot robot, String name, int scale) throws IOException {
        new Pictures(robot).take(stage.getScene(), name, WIDTH, HEIGHT, scale);
    }
}
