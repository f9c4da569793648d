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
 * @param shades stretches of the axis that have to be read with care
 */
public record LineChart(
        String finding,
        Range x,
        String xLabel,
        TickFormat xFormat,
        List<Panel> panels,
        NamePlace names,
        List<Shade> shades)
        implements Chart {
    public LineChart {
        panels = List.copyOf(panels);
        shades = List.copyOf(shades);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("a line chart has a panel");
        }
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
     * @param weight its share of the height that the panels have between them, above 0
     * @param bands drawn first
     * @param series in drawing order
     */
    public record Panel(
            String label, Range y, TickFormat format, double weight, List<Band> bands, List<Series> series) {
        public Panel {
            bands = List.copyOf(bands);
            series = List.copyOf(series);
            if (!(weight > 0)) {
                throw new IllegalArgumentException("a panel's weight is above 0, and was " + weight);
            }
        }

        /** A panel of lines alone. */
        public Panel(String label, Range y, TickFormat format, double weight, List<Series> series) {
            this(label, y, format, weight, List.of(), series);
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

    /**
     * What lies between two lines.
     *
     * @param ink {@link Ink#INTERVAL} or {@link Ink#USUAL}
     * @param lower its lower edge
     * @param upper its upper edge
     */
    public record Band(Ink ink, Curve lower, Curve upper) {}

    /**
     * A stretch of the axis.
     *
     * @param label why it is shaded
     * @param x from where to where; what lies outside the axis is not drawn
     */
    public record Shade(String label, Range x) {}
}
