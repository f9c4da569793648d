package dev.understudy.engine.report.chart;

/** What a shape on a drawing stands for; each surface has its own colour for it, and so has each theme. */
public enum Ink {
    /** The live model: lines, markers, names. */
    LIVE,
    /** The candidate: lines, markers, names. */
    CANDIDATE,
    /** The live model as a filled shape. */
    LIVE_FILL,
    /** The candidate as a filled shape. */
    CANDIDATE_FILL,
    /** Candidate − live. */
    DIFFERENCE,
    /** The interval about a difference; lets the grid through. */
    INTERVAL,
    /** What is only there to compare with. */
    REFERENCE,
    /** Where the live model usually is; lets the grid through. */
    USUAL,
    /** A stretch of the axis that has to be read with care; lets the grid through. */
    SHADE,
    /** A share of something, as a filled area. */
    AREA,
    /** Lines that lead the eye to the ticks. */
    GRID,
    /** Axes, and lines of no difference. */
    AXIS,
    /** A line that must not be crossed. */
    LIMIT,
    /** Numbers and notes. */
    TEXT,
    /** Names of rows. */
    STRONG_TEXT,
    /** What the drawing stands on. */
    PAPER
}
