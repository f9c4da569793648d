package dev.understudy.fx.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.fx.text.Texts;
import dev.understudy.fx.theme.TextSize;
import dev.understudy.fx.theme.ThemeSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class ChartViewTest {
    private static final int WIDTH = 900;

    private final ThemeSwitch theme = new ThemeSwitch();
    private final List<String> copied = new ArrayList<>();
    private Stage stage;
    private StackPane root;
    private ChartsPane charts;

    @Start
    void open(Stage stage) {
        this.stage = stage;
        charts = new ChartsPane(new Texts(Locale.ENGLISH), copied::add);
        charts.show(ExampleCards.all());
        ScrollPane scroll = new ScrollPane(charts);
        scroll.setFitToWidth(true);
        root = new StackPane(scroll);
        Scene scene = new Scene(root, WIDTH, 800);
        theme.dress(scene);
        theme.apply(root, TextSize.NORMAL);
        theme.apply(root, false);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void closeFurtherWindows(FxRobot robot) {
        robot.interact(() -> robot.listTargetWindows().stream()
                .filter(window -> !window.equals(stage))
                .toList()
                .forEach(window -> window.hide()));
    }

    @Test
    void theFindingIsTitleAndIsReadAloud() {
        ChartView view = view(0);

        assertThat(view.getAccessibleText()).isEqualTo("v9 finds more positives at every false alarm rate");
        assertThat(((Label) view.lookup(".chart-title")).getText()).isEqualTo(view.getAccessibleText());
        assertThat(view.getAccessibleHelp()).startsWith("ROC curves on 965,100 events");
    }

    @Test
    void theDrawingFillsItsCard() {
        ChartView view = view(0);
        Canvas canvas = (Canvas) view.lookup("Canvas");

        assertThat(canvas.getWidth()).isCloseTo(view.getWidth() - 2 * 1.1 * 14, within(2.0));
        assertThat(canvas.getHeight()).isGreaterThan(200);
    }

    @Test
    void theColoursFollowTheTheme(FxRobot robot) {
        assertThat(drawn(robot, 0)).contains(Color.web("#0072B2")).doesNotContain(Color.web("#56B4E9"));

        robot.interact(() -> theme.apply(root, true));
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(drawn(robot, 0)).contains(Color.web("#56B4E9")).doesNotContain(Color.web("#0072B2"));
    }

    @Test
    void tPutsTheTableInTheChartsPlaceAndBack(FxRobot robot) {
        robot.interact(() -> view(0).requestFocus());
        double height = view(0).getHeight();

        robot.write('t');
        TableView<?> table = (TableView<?>) view(0).lookup(".chart-table");
        assertThat(table.getItems()).hasSize(30);
        assertThat(table.getAccessibleText()).isEqualTo(view(0).getAccessibleText());
        assertThat(view(0).getHeight()).as("the card keeps its height").isEqualTo(height);

        robot.write('t');
        assertThat(view(0).lookup(".chart-table")).isNull();
        assertThat(view(0).lookup(".chart-canvas").isVisible()).isTrue();
    }

    @Test
    void rowsOfTheTableAreCopiedAsTabSeparatedLines(FxRobot robot) {
        robot.interact(() -> view(0).model().toggleTable());
        TableView<?> table = (TableView<?>) view(0).lookup(".chart-table");
        robot.interact(() -> {
            table.requestFocus();
            table.getSelectionModel().selectRange(0, 2);
        });

        robot.push(KeyCode.CONTROL, KeyCode.C);

        assertThat(copied).containsExactly("row 0\t0.9312\t0.9523\t+0.0211\nrow 1\t0.9312\t0.9523\t+0.0211");
    }

    @Test
    void bracketsGoFromChartToChart(FxRobot robot) {
        robot.interact(() -> view(0).requestFocus());

        robot.write(']');
        assertThat(view(1).isFocused()).isTrue();
        robot.write('[').write('[');
        assertThat(view(ExampleCards.all().size() - 1).isFocused()).isTrue();
    }

    @Test
    void pointingShowsTheNearestValues(FxRobot robot) {
        Node canvas = view(1).lookup(".chart-canvas");
        robot.moveTo(canvas);

        assertThat(view(1).lookupAll(".chart-values .label"))
                .extracting(label -> ((Label) label).getText())
                .contains("v7", "v9")
                .anyMatch(text -> text.matches("\\d+ Nov"));

        robot.moveTo(view(0).lookup(".chart-title"));
        assertThat(view(1).lookup(".chart-values")).isNull();
    }

    @Test
    void aChartOpensInAWindowOfItsOwnThatFollowsTheTheme(FxRobot robot) {
        robot.interact(() -> ((Button) view(0).lookup(".chart-window-button")).fire());
        Stage window = (Stage) robot.listTargetWindows().stream()
                .filter(other -> !other.equals(stage))
                .findFirst()
                .orElseThrow();

        assertThat(window.getTitle()).isEqualTo(view(0).getAccessibleText());
        robot.interact(() -> theme.apply(root, true));
        assertThat(window.getScene().getRoot().getPseudoClassStates()).contains(PseudoClass.getPseudoClass("dark"));
        robot.push(KeyCode.ESCAPE);
        assertThat(window.isShowing()).isFalse();
    }

    @Test
    void whereNothingCanBeDrawnASentenceSaysWhy() {
        ChartView empty = view(ExampleCards.all().size() - 1);

        assertThat(((Label) empty.lookup(".chart-none")).getText()).startsWith("A ROC curve needs");
        assertThat(empty.lookup(".chart-toggle").isVisible()).isFalse();
        assertThat(empty.lookup(".chart-window-button").isVisible()).isFalse();
    }

    @Test
    void cardsStandBesideEachOtherWhereTheyAreWideEnough(FxRobot robot) {
        assertThat(columns()).isEqualTo(2);
        robot.interact(() -> stage.setWidth(500));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(columns()).isEqualTo(1);
    }

    @Test
    void aSparklineSaysWhatItShows(FxRobot robot) {
        SparklineView sparkline = new SparklineView();
        robot.interact(() -> {
            sparkline.show(ExampleCards.sparkline());
            root.getChildren().setAll(sparkline);
        });
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(sparkline.getAccessibleText())
                .isEqualTo(ExampleCards.sparkline().finding());
        assertThat(((Canvas) sparkline.lookup("Canvas")).getWidth()).isEqualTo(sparkline.getWidth());
    }

    private long columns() {
        return charts.getChildrenUnmodifiable().stream()
                .map(Node::getBoundsInParent)
                .mapToDouble(Bounds::getMinX)
                .distinct()
                .count();
    }

    private ChartView view(int index) {
        return (ChartView) charts.getChildrenUnmodifiable().get(index);
    }

    private List<Color> drawn(FxRobot robot, int index) {
        List<Color> colours = new ArrayList<>();
        robot.interact(() -> {
            WritableImage image = view(index).lookup("Canvas").snapshot(null, null);
            for (int x = 0; x < image.getWidth(); x++) {
                for (int y = 0; y < image.getHeight(); y++) {
                    colours.add(image.getPixelReader().getColor(x, y));
                }
            }
        });
        return colours.stream().distinct().toList();
    }
}
