package dev.understudy.engine.report.chart;

/** How a text is written. */
public enum Lettering {
    /** Numbers and notes. */
    PLAIN,
    /** Names that stand among lines, and are rimmed with the colour of the paper. */
    NAME
}
