package dev.understudy.fx.chart;

import dev.understudy.engine.report.ChartCard;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.theme.TextSize;
import dev.understudy.fx.theme.ThemeSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Makes pictures of every chart, light and dark, large and small, to be looked at, when asked:
 *
 * <pre>mvn -pl src-fx -am test -Dtest=ChartGallery -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dunderstudy.screenshots=$PWD/target/charts</pre>
 */
@ExtendWith(ApplicationExtension.class)
@EnabledIfSystemProperty(named = "understudy.screenshots", matches = ".+")
final class ChartGallery {
    private static final int WIDTH = 1280;

    /** The Headless platform's screen is 1000 high, and cannot show a higher window. */
    private static final int HEIGHT = 960;

    private boolean isPointed;
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final ThemeSwitch theme = new ThemeSwitch();
    private StackPane root;
    private Stage stage;

    @Start
    void open(Stage stage) {
        this.stage = stage;
        root = new StackPane();
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        theme.dress(scene);
        theme.apply(root, TextSize.NORMAL);
        theme.apply(root, false);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @Test
    void all(FxRobot robot) throws IOException {
        robot.interact(() -> root.getChildren().setAll(scrolled(pane())));
        inBoth(robot, "all", WIDTH, HEIGHT, 1);
        inBoth(robot, "all-700", 700, HEIGHT, 1);
        inBoth(robot, "all-double", 900, HEIGHT, 2);
    }

    @Test
    void eachAlone(FxRobot robot) throws IOException {
        for (ChartCard card : ExampleCards.all()) {
            robot.interact(() -> root.getChildren().setAll(new ChartView(new ChartViewModel(card), texts, _ -> {})));
            picture(robot, card.key() + "-320x300", 320, 300, 1);
            picture(robot, card.key() + "-900x600", 900, 600, 1);
        }
    }

    @Test
    void tables(FxRobot robot) throws IOException {
        robot.interact(() -> {
            ChartsPane charts = pane();
            charts.getChildrenUnmodifiable()
                    .forEach(view -> ((ChartView) view).model().toggleTable());
            root.getChildren().setAll(scrolled(charts));
        });
        inBoth(robot, "tables", WIDTH, HEIGHT, 1);
    }

    @Test
    void pointedAt(FxRobot robot) throws IOException {
        robot.interact(() -> root.getChildren().setAll(scrolled(pane())));
        isPointed = true;
        inBoth(robot, "pointed-at", WIDTH, HEIGHT, 1);
    }

    @Test
    void sparkline(FxRobot robot) throws IOException {
        robot.interact(() -> {
            SparklineView view = new SparklineView();
            view.show(ExampleCards.sparkline());
            root.getChildren().setAll(view);
        });
        inBoth(robot, "sparkline", 600, 60, 1);
    }

    /** How long one drawing of 1,200 points a line takes, its painting included. */
    @Test
    void redrawing(FxRobot robot) throws IOException {
        robot.interact(() -> root.getChildren().setAll(scrolled(pane())));
        WaitForAsyncUtils.waitForFxEvents();
        ChartCanvas canvas = (ChartCanvas) root.lookup(".chart-canvas");
        List<Double> orders = new ArrayList<>();
        List<Double> paintings = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            robot.interact(() -> {
                long start = System.nanoTime();
                canvas.draw();
                long drawn = System.nanoTime();
                canvas.snapshot(null, null);
                orders.add((drawn - start) / 1e6);
                paintings.add((System.nanoTime() - drawn) / 1e6);
            });
        }
        Files.writeString(
                Path.of(System.getProperty("understudy.screenshots"), "redrawing.txt"),
                "median of 60: drawing " + median(orders) + " ms, painting in software " + median(paintings) + " ms\n");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private ChartsPane pane() {
        ChartsPane charts = new ChartsPane(texts, _ -> {});
        charts.show(ExampleCards.all());
        return charts;
    }

    private static ScrollPane scrolled(ChartsPane charts) {
        ScrollPane scroll = new ScrollPane(charts);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        return scroll;
    }

    private void inBoth(FxRobot robot, String name, int width, int height, double scale) throws IOException {
        picture(robot, name + "-light", width, height, scale);
        robot.interact(() -> theme.apply(root, true));
        picture(robot, name + "-dark", width, height, scale);
        robot.interact(() -> theme.apply(root, false));
    }

    private void picture(FxRobot robot, String name, int width, int height, double scale) throws IOException {
        robot.interact(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
        });
        WaitForAsyncUtils.waitForFxEvents();
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(scale, scale));
        WritableImage image = new WritableImage((int) (width * scale), (int) (height * scale));
        robot.interact(() -> {
            point();
            root.snapshot(parameters, image);
        });
        Path target = Path.of(System.getProperty("understudy.screenshots"), name + ".png");
        Files.createDirectories(target.getParent());
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", target.toFile());
    }

    private void point() {
        if (isPointed) {
            root.lookupAll(".chart-canvas")
                    .forEach(node -> ((ChartCanvas) node)
                            .readAt(
                                    node.getLayoutBounds().getWidth() * 0.6,
                                    node.getLayoutBounds().getHeight() * 0.4));
        }
    }
}
