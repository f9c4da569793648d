package dev.understudy.fx.chart;

import dev.understudy.engine.report.chart.Place;
import dev.understudy.engine.report.chart.Reading;
import dev.understudy.engine.report.chart.VisibleText;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/** A line through the place that is pointed at, a dot on each series there, and their values in a box beside it. */
final class Readout extends Pane {
    private static final double DOT = 4;
    private static final double GAP = 12;

    Readout() {
        getStyleClass().add("chart-readout");
        setMouseTransparent(true);
        setManaged(false);
    }

    void clear() {
        getChildren().clear();
    }

    void show(Reading reading, double x, double y) {
        clear();
        if (reading.guide().size() > 1) {
            Place from = reading.guide().getFirst();
            Place to = reading.guide().getLast();
            Line guide = new Line(from.x(), from.y(), to.x(), to.y());
            guide.getStyleClass().add("chart-guide");
            getChildren().add(guide);
        }
        for (Reading.Value value : reading.values()) {
            Circle dot = new Circle(value.place().x(), value.place().y(), DOT);
            dot.getStyleClass().addAll("chart-dot", styleClass(value));
            getChildren().add(dot);
        }
        GridPane box = box(reading);
        getChildren().add(box);
        box.applyCss();
        double width = box.prefWidth(-1);
        double height = box.prefHeight(-1);
        // beside the pointer, on the side that has the room
        double left = x + GAP + width <= getWidth() ? x + GAP : x - GAP - width;
        box.resizeRelocate(
                Math.max(0, Math.min(getWidth() - width, left)),
                Math.max(0, Math.min(getHeight() - height, y - height - GAP / 2)),
                width,
                height);
    }

    private static GridPane box(Reading reading) {
        GridPane box = new GridPane();
        box.setManaged(false);
        box.getStyleClass().add("chart-values");
        Label heading = new Label(VisibleText.of(reading.heading()));
        heading.getStyleClass().add("chart-values-heading");
        box.add(heading, 0, 0, 2, 1);
        int row = 1;
        for (Reading.Value value : reading.values()) {
            Label name = new Label(VisibleText.of(value.name()));
            name.getStyleClass().addAll("chart-values-name", styleClass(value));
            Label text = new Label(value.text());
            text.getStyleClass().add("chart-values-number");
            box.addRow(row, name, text);
            row++;
        }
        return box;
    }

    private static String styleClass(Reading.Value value) {
        return "ink-" + value.ink().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
