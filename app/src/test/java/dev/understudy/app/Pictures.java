package dev.understudy.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Scale;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Pictures of a window in any size and scale; the Headless platform's screen is smaller, and stays as it is. */
final class Pictures {
    private final FxRobot robot;

    Pictures(FxRobot robot) {
        this.robot = robot;
    }

    /** Where they go: the system property {@code understudy.screenshots}. */
    static Path folder() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("understudy.screenshots")));
    }

    /** Takes one, laid out for a size. */
    void take(Scene scene, String name, int width, int height, int scale) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image = new WritableImage(width * scale, height * scale);
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(new Scale(scale, scale));
        robot.interact(() -> {
            Parent root = scene.getRoot();
            // twice: what wraps learns its width in the first pass
            for (int pass = 0; pass < 2; pass++) {
                root.resize(width, height);
                root.applyCss();
                root.layout();
            }
            root.snapshot(parameters, image);
            root.resize(scene.getWidth(), scene.getHeight());
            root.layout();
        });
        File file = folder().resolve(name).toFile();
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file);
    }
}
