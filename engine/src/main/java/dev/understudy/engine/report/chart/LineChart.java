package dev.understudy.engine.report.chart;

import java.util.List;

/**
 * Lines over a common axis, in panels one below the other.
 *
 * @param finding what the chart shows, in one sentence; read aloud to those who cannot see it
 * @param x from where to where the common axis goes
 * @param xLabel what it is
 * @param xFormat how its numbers are written
 * @param panels at least one
 * @param names where the names of the series stand
 */
public record LineChart(String finding, Range x, String xLabel, TickFormat xFormat, List<Panel> panels, NamePlace names)
        implements Chart {
    public LineChart {
        panels = List.copyOf(panels);
    }

    /** Where the names of the series stand. */
    public enum NamePlace {
        /** Beside the lines' right ends. */
        END,
        /** Where the lines are farthest apart: for curves that end in the same point. */
        WIDEST_GAP
    }

    /**
     * One panel.
     *
     * @param label what its axis is
     * @param y from where to where it goes
     * @param format how its numbers are written
     * @param height in pixels
     * @param series in drawing order
     */
    public record Panel(String label, Range y, TickFormat format, double height, List<Series> series) {
        public Panel {
            series = List.copyOf(series);
        }
    }

    /**
     * One line.
     *
     * @param name drawn beside it; empty for none
     * @param style how it looks
     * @param curve where it runs
     */
    public record Series(String name, SeriesStyle style, Curve curve) {}
}
