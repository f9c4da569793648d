package dev.understudy.fx.chart;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.stage.Window;

/**
 * A drawing that fills its place, in the style sheet's colours and font. It is drawn again when its size, the theme or
 * the screen's scale changes, at most once a frame.
 */
abstract class RoleCanvas extends Region {
    private static final StyleablePropertyFactory<RoleCanvas> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final Canvas canvas = new Canvas();
    /** Never seen: it takes the font that the style sheet gives to text at this place. */
    private final Label lettering = new Label();

    private final StyleableProperty<Color> line = colour("line", "-us-draw-line");
    private final StyleableProperty<Color> area = colour("area", "-us-draw-area");
    private final StyleableProperty<Color> axis = colour("axis", "-us-draw-axis");
    private final StyleableProperty<Color> text = colour("text", "-us-draw-text");
    private boolean isStale = true;

    RoleCanvas() {
        lettering.setVisible(false);
        lettering.setManaged(false);
        canvas.setManaged(false);
        getChildren().addAll(lettering, canvas);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        lettering.fontProperty().subscribe(_ -> redraw());
        scale().subscribe(_ -> redraw());
    }

    private StyleableProperty<Color> colour(String name, String css) {
        StyleableProperty<Color> property =
                FACTORY.createStyleableColorProperty(this, name, css, canvas -> canvas.property(css));
        ((ObservableValue<?>) property).subscribe(_ -> redraw());
        return property;
    }

    private StyleableProperty<Color> property(String css) {
        return switch (css) {
            case "-us-draw-line" -> line;
            case "-us-draw-area" -> area;
            case "-us-draw-axis" -> axis;
            default -> text;
        };
    }

    private ObservableValue<Number> scale() {
        return sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::renderScaleXProperty)
                .orElse(1);
    }

    final void redraw() {
        isStale = true;
        requestLayout();
    }

    /** Of what is drawn. */
    final Color lineColour() {
        return line.getValue();
    }

    /** Of the range around it. */
    final Color areaColour() {
        return area.getValue();
    }

    /** Of what it is read against. */
    final Color axisColour() {
        return axis.getValue();
    }

    /** Of words. */
    final Color textColour() {
        return text.getValue();
    }

    final Font font() {
        return lettering.getFont();
    }

    /** The middle of the pixels of the screen that are nearest: where a hairline is sharp. */
    final double crisp(double place) {
        double scale = scale().getValue().doubleValue();
        return (Math.floor(place * scale) + 0.5) / scale;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            isStale = true;
        }
        if (isStale) {
            isStale = false;
            GraphicsContext context = canvas.getGraphicsContext2D();
            context.clearRect(0, 0, getWidth(), getHeight());
            if (getWidth() > 0 && getHeight() > 0) {
                draw(context, getWidth(), getHeight());
            }
        }
    }

    /** Draws on a surface that is clear. */
    abstract void draw(GraphicsContext context, double width, double height);

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
