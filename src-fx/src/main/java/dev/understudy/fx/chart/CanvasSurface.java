package dev.understudy.fx.chart;

import dev.understudy.engine.report.chart.Anchor;
import dev.understudy.engine.report.chart.Ink;
import dev.understudy.engine.report.chart.Lettering;
import dev.understudy.engine.report.chart.Pen;
import dev.understudy.engine.report.chart.Place;
import dev.understudy.engine.report.chart.Surface;
import dev.understudy.engine.report.chart.VisibleText;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** A canvas as what charts are drawn on. Upright and level lines lie on whole pixels of the screen. */
final class CanvasSurface implements Surface {
    private static final double RIM = 3;

    private final GraphicsContext context;
    private final Function<Ink, Paint> paints;
    private final Font plain;
    private final Font name;
    private final double scale;
    private final double width;
    private final double height;
    private final Text ruler = new Text();

    /**
     * @param scale pixels of the screen in one of ours
     */
    CanvasSurface(GraphicsContext context, Function<Ink, Paint> paints, Font font, double scale) {
        this.context = context;
        this.paints = paints;
        this.plain = font;
        this.name = Font.font(font.getFamily(), FontWeight.BOLD, font.getSize());
        this.scale = scale;
        this.width = context.getCanvas().getWidth();
        this.height = context.getCanvas().getHeight();
        context.setTextBaseline(VPos.BASELINE);
        context.setLineCap(StrokeLineCap.BUTT);
        context.setLineJoin(StrokeLineJoin.ROUND);
    }

    @Override
    public double width() {
        return width;
    }

    @Override
    public double height() {
        return height;
    }

    @Override
    public double textSize() {
        return plain.getSize();
    }

    @Override
    public double textWidth(String text, Lettering lettering) {
        ruler.setFont(font(lettering));
        ruler.setText(VisibleText.of(text));
        return ruler.getLayoutBounds().getWidth();
    }

    private Font font(Lettering lettering) {
        return switch (lettering) {
            case PLAIN -> plain;
            case NAME -> name;
        };
    }

    @Override
    public void line(double fromX, double fromY, double toX, double toY, Pen pen) {
        take(pen);
        if (fromX == toX) {
            double x = middleOfPixels(fromX, pen.width());
            context.strokeLine(x, edge(fromY), x, edge(toY));
        } else if (fromY == toY) {
            double y = middleOfPixels(fromY, pen.width());
            context.strokeLine(edge(fromX), y, edge(toX), y);
        } else {
            context.strokeLine(fromX, fromY, toX, toY);
        }
    }

    /** The nearest place at which a line of that width covers whole pixels. */
    private double middleOfPixels(double place, double width) {
        boolean odd = Math.max(1, Math.round(width * scale)) % 2 == 1;
        return odd ? (Math.floor(place * scale) + 0.5) / scale : edge(place);
    }

    private double edge(double place) {
        return Math.rint(place * scale) / scale;
    }

    @Override
    public void polyline(List<Place> places, Pen pen) {
        take(pen);
        context.strokePolyline(xs(places), ys(places), places.size());
    }

    private void take(Pen pen) {
        context.setStroke(paints.apply(pen.ink()));
        context.setLineWidth(pen.width());
        context.setLineDashes(
                pen.dash().pattern().stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public void area(List<Place> outline, Ink ink) {
        context.setFill(paints.apply(ink));
        context.fillPolygon(xs(outline), ys(outline), outline.size());
    }

    private static double[] xs(List<Place> places) {
        return places.stream().mapToDouble(Place::x).toArray();
    }

    private static double[] ys(List<Place> places) {
        return places.stream().mapToDouble(Place::y).toArray();
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink) {
        context.setFill(paints.apply(ink));
        double left = edge(x);
        double top = edge(y);
        context.fillRect(left, top, edge(x + width) - left, edge(y + height) - top);
    }

    @Override
    public void disc(double x, double y, double radius, Ink ink) {
        context.setFill(paints.apply(ink));
        context.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void text(double x, double y, Anchor anchor, String text, Lettering lettering, Ink ink) {
        String shown = VisibleText.of(text);
        context.setFont(font(lettering));
        context.setTextAlign(
                switch (anchor) {
                    case START -> TextAlignment.LEFT;
                    case MIDDLE -> TextAlignment.CENTER;
                    case END -> TextAlignment.RIGHT;
                });
        if (lettering == Lettering.NAME) {
            context.setStroke(paints.apply(Ink.PAPER));
            context.setLineWidth(RIM);
            context.setLineDashes();
            context.strokeText(shown, x, y);
        }
        context.setFill(paints.apply(ink));
        context.fillText(shown, x, y);
    }
}
