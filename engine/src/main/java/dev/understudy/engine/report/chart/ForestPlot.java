package dev.understudy.engine.report.chart;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Differences with their intervals, one below the other, about a line of no difference.
 *
 * @param finding what the chart shows, in one sentence
 * @param xLabel what the axis is
 * @param format how its numbers are written
 * @param margin where the margin lies, if there is one line for all rows
 * @param worse which side of no difference is the worse one
 * @param reach how far from 0 the axis goes at most; an interval that goes farther ends in an arrow
 * @param rows from top to bottom, at least one
 */
public record ForestPlot(
        String finding,
        String xLabel,
        TickFormat format,
        OptionalDouble margin,
        Worse worse,
        double reach,
        List<Row> rows)
        implements Chart {
    public ForestPlot {
        rows = List.copyOf(rows);
        if (rows.isEmpty() || !(reach > 0)) {
            throw new IllegalArgumentException("a forest plot has a row and a reach above 0");
        }
    }

    /** Which side of no difference is the worse one. */
    public enum Worse {
        /** Smaller values are worse. */
        LEFT,
        /** Larger values are worse. */
        RIGHT
    }

    /**
     * One difference.
     *
     * @param label of what
     * @param note beside it, such as how many events; may be empty
     * @param lower end of the interval
     * @param value the difference
     * @param upper end of the interval
     */
    public record Row(String label, String note, double lower, double value, double upper) {}
}
