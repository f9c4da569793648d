package dev.understudy.engine.report.chart;

/** Where a text stands in relation to its place. */
public enum Anchor {
    /** The text begins there. */
    START,
    /** Its middle is there. */
    MIDDLE,
    /** It ends there. */
    END
}
