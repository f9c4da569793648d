package dev.understudy.engine.report.chart;

/** A chart as data; each output draws it on a surface of its own. */
public sealed interface Chart permits LineChart, ForestPlot, PairedBars, SignedBars, MirroredHistogram, Sparkline {
    /** What the chart shows, in one sentence. */
    String finding();
}
