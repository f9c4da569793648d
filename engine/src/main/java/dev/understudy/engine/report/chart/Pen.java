package dev.understudy.engine.report.chart;

/**
 * How a line is drawn.
 *
 * @param ink what it stands for
 * @param width in pixels
 * @param dash how it is broken
 */
public record Pen(Ink ink, double width, Dash dash) {
    /** A thin solid line. */
    public static Pen thin(Ink ink) {
        return new Pen(ink, 1, Dash.SOLID);
    }
}
