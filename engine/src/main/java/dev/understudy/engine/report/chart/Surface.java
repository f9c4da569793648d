package dev.understudy.engine.report.chart;

import java.util.List;

/**
 * What charts are drawn on: an SVG image, or a canvas in a window. A surface knows its size, its colours and its font;
 * what stands where is decided by {@link ChartDrawing}, once for all surfaces. Lengths are in pixels, y grows downwards.
 */
public interface Surface {
    /** How wide it is. */
    double width();

    /** How high it is. */
    double height();

    /** The size of its text, by which all distances are measured. */
    double textSize();

    /** How wide a text is on it. */
    double textWidth(String text, Lettering lettering);

    /** A straight line. */
    void line(double fromX, double fromY, double toX, double toY, Pen pen);

    /** A line through places, in their order. */
    void polyline(List<Place> places, Pen pen);

    /** A filled outline. */
    void area(List<Place> outline, Ink ink);

    /** A filled rectangle. */
    void rectangle(double x, double y, double width, double height, Ink ink);

    /** A filled circle. */
    void disc(double x, double y, double radius, Ink ink);

    /** A text with its base line at y. Characters that do not show are written as {@link VisibleText} has them. */
    void text(double x, double y, Anchor anchor, String text, Lettering lettering, Ink ink);
}
