package dev.understudy.engine.report.chart;

/**
 * Draws charts as SVG images: {@code <svg>} elements with no script, style sheet or link, which stand in a page or, with
 * their name space, as files of their own. The same chart always gives the same text.
 */
public final class Svg {
    private Svg() {}

    /** Draws any chart. */
    public static String of(Chart chart) {
        return switch (chart) {
            case LineChart lines -> SvgLineChart.draw(lines);
            case ForestPlot plot -> SvgForestPlot.draw(plot);
            case PairedBars bars -> SvgPairedBars.draw(bars);
        };
    }
}
