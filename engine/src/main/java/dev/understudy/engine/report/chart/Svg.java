package dev.understudy.engine.report.chart;

/**
 * Draws charts as SVG images: {@code <svg>} elements with no script, style sheet or link, which stand in a page or, with
 * their name space, as files of their own. The same chart always gives the same text.
 */
public final class Svg {
    private Svg() {}

    /** Lines over a common axis. */
    public static String of(LineChart chart) {
        return SvgLineChart.draw(chart);
    }

    /** Differences with their intervals. */
    public static String of(ForestPlot plot) {
        return SvgForestPlot.draw(plot);
    }

    /** Two bars a label. */
    public static String of(PairedBars bars) {
        return SvgPairedBars.draw(bars);
    }
}
