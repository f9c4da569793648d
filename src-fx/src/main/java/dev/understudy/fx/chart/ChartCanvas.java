package dev.understudy.fx.chart;

import dev.understudy.engine.report.chart.Chart;
import dev.understudy.engine.report.chart.ChartDrawing;
import dev.understudy.engine.report.chart.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * A chart that fills its place, in the colours and the font of the style sheet. It is drawn again when its size, the
 * theme or the chart changes, at most once a frame.
 */
final class ChartCanvas extends Region {
    private static final StyleablePropertyFactory<ChartCanvas> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<ChartCanvas, Font> FONT =
            FACTORY.createFontCssMetaData("-fx-font", canvas -> canvas.font, Font.getDefault(), true);

    /** In text sizes. A chart of many rows shows the first ones, and all of them in a window of its own. */
    private static final double MOST_HEIGHT = 30;

    private final Canvas canvas = new Canvas();
    private final Readout readout = new Readout();
    private final InkColours colours = new InkColours(this, this::redraw);
    private final StyleableObjectProperty<Font> font;
    private Optional<Chart> chart = Optional.empty();
    private @Nullable ChartDrawing drawing;
    private boolean isStale = true;

    ChartCanvas() {
        font = new FontProperty();
        getStyleClass().add("chart-canvas");
        getChildren().addAll(canvas, readout);
        canvas.setManaged(false);
        scale().subscribe((_, _) -> redraw());
        setOnMouseMoved(event -> readAt(event.getX(), event.getY()));
        setOnMouseExited(_ -> readout.clear());
    }

    /** Shows another chart, or none. */
    void show(Optional<Chart> next) {
        chart = next;
        readout.clear();
        requestParentLayout();
        redraw();
    }

    /** What stands at a place is written beside it. */
    void readAt(double x, double y) {
        Optional<Reading> reading = Optional.ofNullable(drawing).flatMap(drawn -> drawn.readingAt(x, y));
        reading.ifPresentOrElse(found -> readout.show(found, x, y), readout::clear);
    }

    InkColours colours() {
        return colours;
    }

    private void redraw() {
        isStale = true;
        requestLayout();
    }

    private ObservableValue<Number> scale() {
        return sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::renderScaleXProperty)
                .orElse(1);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 30 * font.get().getSize();
    }

    @Override
    protected double computePrefHeight(double width) {
        double known = width < 0 ? computePrefWidth(-1) : width;
        double em = font.get().getSize();
        return chart.map(drawn -> Math.min(MOST_HEIGHT * em, ChartDrawing.preferredHeight(drawn, known, em)))
                .orElse(0.0);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            readout.resizeRelocate(0, 0, getWidth(), getHeight());
            readout.clear();
            isStale = true;
        }
        if (isStale) {
            isStale = false;
            draw();
        }
    }

    /** Draws at once. */
    void draw() {
        canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        drawing = chart.filter(_ -> canvas.getWidth() > 0 && canvas.getHeight() > 0)
                .map(shown -> ChartDrawing.of(
                        shown,
                        new CanvasSurface(
                                canvas.getGraphicsContext2D(),
                                colours::of,
                                font.get(),
                                scale().getValue().doubleValue())))
                .orElse(null);
        if (drawing != null) {
            drawing.draw();
        }
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        all.add(FONT);
        all.addAll(InkColours.metadata());
        return List.copyOf(all);
    }

    private final class FontProperty extends StyleableObjectProperty<Font> {
        FontProperty() {
            super(Font.getDefault());
        }

        @Override
        protected void invalidated() {
            get();
            requestParentLayout();
            redraw();
        }

        @Override
        public Object getBean() {
            return ChartCanvas.this;
        }

        @Override
        public String getName() {
            return "font";
        }

        @Override
        public CssMetaData<? extends Styleable, Font> getCssMetaData() {
            return FONT;
        }
    }
}
