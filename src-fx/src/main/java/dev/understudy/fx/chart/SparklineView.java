package dev.understudy.fx.chart;

import dev.understudy.engine.report.chart.Sparkline;
import dev.understudy.engine.report.chart.VisibleText;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;

/** A small line for a card, which fills its place; what it shows is read aloud. */
public final class SparklineView extends StackPane {
    private final ChartCanvas canvas = new ChartCanvas();

    /** A view of nothing yet. */
    public SparklineView() {
        getStyleClass().add("sparkline");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinHeight(0);
        getChildren().add(canvas);
    }

    /** Shows a line. */
    public void show(Sparkline sparkline) {
        setAccessibleText(VisibleText.of(sparkline.finding()));
        canvas.show(Optional.of(sparkline));
    }
}
