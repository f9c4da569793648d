package dev.understudy.engine.report.chart;

/**
 * Draws charts as SVG images: {@code <svg>} elements with no script, style sheet or link, which stand in a page or, with
 * their name space, as files of their own. The same chart always gives the same text.
 */
public final class Svg {
    /** Narrow enough that its text can still be read on a telephone. */
    private static final double WIDTH = 440;

    private Svg() {}

    /** Draws any chart, as high as it should be. */
    public static String of(Chart chart) {
        return of(chart, WIDTH, ChartDrawing.preferredHeight(chart, WIDTH, SvgSurface.TEXT_SIZE));
    }

    /** Draws any chart in a given size, in pixels. */
    public static String of(Chart chart, double width, double height) {
        SvgSurface surface = new SvgSurface(width, height, chart.finding());
        ChartDrawing.of(chart, surface).draw();
        return surface.svg();
    }
}
