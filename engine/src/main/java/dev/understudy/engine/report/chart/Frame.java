package dev.understudy.engine.report.chart;

/** Sizes and greys that all drawings share, in pixels. A drawing is scaled to its place as a whole. */
final class Frame {
    /** Narrow enough that its text can still be read on a telephone. */
    static final double WIDTH = 440;

    static final double LEFT = 48;
    static final double RIGHT = 22;
    static final double TICK_GAP = 6;
    static final double LINE_HEIGHT = 16;
    static final String GRID = "#e6e9ec";
    static final String AXIS = "#8b949e";
    static final String TEXT = "#57606a";
    static final String INK = "#24292f";
    static final String LIMIT = "#b42318";

    private Frame() {}
}
