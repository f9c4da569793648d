package dev.understudy.engine.report.chart;

import java.util.Optional;

/**
 * Charts laid out on a surface: the one place that decides what stands where, for pages, files and windows alike. The
 * layout takes the width and the height that the surface has.
 */
public final class ChartDrawing {
    private final Drawing drawing;

    private ChartDrawing(Drawing drawing) {
        this.drawing = drawing;
    }

    /** Lays a chart out, without drawing it yet. */
    public static ChartDrawing of(Chart chart, Surface surface) {
        return new ChartDrawing(
                switch (chart) {
                    case LineChart lines -> new LineChartDrawing(lines, surface);
                    case ForestPlot plot -> new ForestPlotDrawing(plot, surface);
                    case PairedBars bars -> new PairedBarsDrawing(bars, surface);
                    case SignedBars bars -> new SignedBarsDrawing(bars, surface);
                    case MirroredHistogram histogram -> new MirroredHistogramDrawing(histogram, surface);
                    case Sparkline sparkline -> new SparklineDrawing(sparkline, surface);
                });
    }

    /** Draws it. */
    public void draw() {
        drawing.draw();
    }

    /** What the chart shows at a place, in pixels of the surface; empty where there is nothing to read. */
    public Optional<Reading> readingAt(double x, double y) {
        return drawing.readingAt(x, y);
    }

    /**
     * How high a drawing of this width should be. A chart of rows needs room for each; with less it shows the first ones.
     *
     * @param textSize of the surface
     */
    public static double preferredHeight(Chart chart, double width, double textSize) {
        return switch (chart) {
            case LineChart lines -> LineChartDrawing.preferredHeight(lines, width, textSize);
            case ForestPlot plot -> ForestPlotDrawing.preferredHeight(plot, textSize);
            case PairedBars bars -> PairedBarsDrawing.preferredHeight(bars, textSize);
            case SignedBars bars -> SignedBarsDrawing.preferredHeight(bars, textSize);
            case MirroredHistogram histogram -> MirroredHistogramDrawing.preferredHeight(width, textSize);
            case Sparkline sparkline -> SparklineDrawing.preferredHeight(textSize);
        };
    }
}
