package dev.understudy.app;

import dev.understudy.fx.task.Work;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Makes the pictures of the frame in the documentation, when asked:
 *
 * <pre>mvn -pl app -am test -Dtest=FrameScreenshots -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dunderstudy.screenshots=$PWD/docs/images</pre>
 */
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "understudy.screenshots", matches = ".+")
final class FrameScreenshots {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    @TempDir
    private Path folder;

    private OpenWorkbench workbench;

    @Start
    void open(Stage stage) throws IOException {
        Path settings = Files.writeString(folder.resolve("window.properties"), "theme=light\n");
        workbench = OpenWorkbench.on(stage, settings);
    }

    @Test
    void frameInBothThemes(FxRobot robot) throws IOException {
        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        inBoth(robot, "frame");
    }

    @Test
    void paletteInBothThemes(FxRobot robot) throws IOException {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("th");
        inBoth(robot, "palette");
    }

    @Test
    void toolWindowInBothThemes(FxRobot robot) throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        Work<String> replay = control -> {
            control.progress("replaying events", 412_000, 1_004_212);
            end.await();
            return "";
        };
        robot.interact(() -> workbench
                .runner()
                .start(
                        "Importing events.csv.gz",
                        _ -> {
                            throw new IOException("the disk is full");
                        },
                        _ -> {}));
        robot.interact(() -> workbench.runner().start("Simulating v9 against v7", replay, _ -> {}));
        robot.clickOn("#tool-tasks");
        inBoth(robot, "tasks");
        end.countDown();
    }

    private void inBoth(FxRobot robot, String name) throws IOException {
        snapshot(robot, name + "-light.png");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        snapshot(robot, name + "-dark.png");
    }

    private void snapshot(FxRobot robot, String name) throws IOException {
        // Larger than the Headless platform's screen, which a snapshot does not mind, and the mouse would.
        robot.interact(() -> resize(WIDTH, HEIGHT));
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image = new WritableImage(WIDTH, HEIGHT);
        robot.interact(() -> workbench.scene().snapshot(image));
        robot.interact(() -> resize(1000, HEIGHT));
        Path target = Path.of(System.getProperty("understudy.screenshots"), name);
        Files.createDirectories(target.getParent());
        File file = target.toFile();
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file);
    }

    private void resize(double width, double height) {
        workbench.stage().setWidth(width);
        workbench.stage().setHeight(height);
    }
}
