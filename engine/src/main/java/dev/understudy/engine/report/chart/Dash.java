package dev.understudy.engine.report.chart;

import java.util.List;

/** How a line is broken, so that lines differ in grey, too. */
public enum Dash {
    /** Not at all. */
    SOLID(0, 0),
    /** Long strokes. */
    DASHED(6, 3),
    /** Short strokes. */
    DOTTED(2, 3);

    private final double stroke;
    private final double gap;

    Dash(double stroke, double gap) {
        this.stroke = stroke;
        this.gap = gap;
    }

    /** Lengths of strokes and gaps in turn, in pixels; empty for a line without gaps. */
    public List<Double> pattern() {
        return stroke > 0 ? List.of(stroke, gap) : List.of();
    }
}
