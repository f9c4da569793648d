package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.ForestPlot.Row;
import dev.understudy.engine.report.chart.ForestPlot.Worse;
import dev.understudy.engine.report.chart.SvgCanvas.Anchor;
import java.util.stream.DoubleStream;

/** Draws differences with their intervals. */
final class SvgForestPlot {
    private static final double LABELS = 132;
    private static final double NOTES = 52;
    private static final double HEAD = 24;
    private static final double ROW = 26;
    private static final double FOOT = 40;
    private static final double ARROW = 6;

    private final ForestPlot plot;
    private final SvgCanvas canvas;
    private final Scale x;
    private final double bottom;

    private SvgForestPlot(ForestPlot plot) {
        this.plot = plot;
        this.bottom = HEAD + ROW * plot.rows().size();
        this.canvas = new SvgCanvas(Frame.WIDTH, bottom + FOOT, plot.finding());
        Range range = Range.around(DoubleStream.concat(
                plot.margin().isPresent() ? DoubleStream.of(0, plot.margin().getAsDouble()) : DoubleStream.of(0),
                plot.rows().stream().flatMapToDouble(row -> DoubleStream.of(clip(row.lower()), clip(row.upper())))));
        this.x = new Scale(range.low(), range.high(), LABELS + NOTES + 8, Frame.WIDTH - Frame.RIGHT);
    }

    private double clip(double value) {
        return Math.max(-plot.reach(), Math.min(plot.reach(), value));
    }

    static String draw(ForestPlot plot) {
        return new SvgForestPlot(plot).draw();
    }

    private String draw() {
        drawAxis();
        canvas.line(x.at(0), HEAD, x.at(0), bottom, Frame.AXIS, 1.5, "");
        plot.margin().ifPresent(margin -> {
            canvas.line(x.at(margin), HEAD, x.at(margin), bottom, Frame.LIMIT, 1.5, "4 3");
            Anchor anchor = x.at(margin) < x.begin() + 26
                    ? Anchor.START
                    : x.at(margin) > x.end() - 26 ? Anchor.END : Anchor.MIDDLE;
            canvas.text(x.at(margin), HEAD - 8, anchor, "margin", Frame.LIMIT);
        });
        double y = HEAD + ROW / 2;
        for (Row row : plot.rows()) {
            drawRow(row, y);
            y += ROW;
        }
        return canvas.svg();
    }

    private void drawRow(Row row, double y) {
        canvas.text(0, y + 4, Anchor.START, Labels.fitting(row.label(), LABELS), Frame.INK);
        canvas.text(LABELS + NOTES, y + 4, Anchor.END, row.note(), Frame.TEXT);
        String colour = SeriesStyle.CANDIDATE.colour();
        double from = x.at(clip(row.lower()));
        double to = x.at(clip(row.upper()));
        canvas.line(from, y, to, y, colour, 2, "");
        if (row.lower() < -plot.reach()) {
            arrow(from, y, -ARROW, colour);
        }
        if (row.upper() > plot.reach()) {
            arrow(to, y, ARROW, colour);
        }
        if (Math.abs(row.value()) <= plot.reach()) {
            canvas.marker(x.at(row.value()), y, SeriesStyle.CANDIDATE);
        }
    }

    private void arrow(double tip, double y, double length, String colour) {
        canvas.area(
                "M" + SvgCanvas.number(tip + length / 2) + " " + SvgCanvas.number(y) + "L"
                        + SvgCanvas.number(tip - length) + " " + SvgCanvas.number(y - ARROW) + "L"
                        + SvgCanvas.number(tip - length) + " " + SvgCanvas.number(y + ARROW) + "Z",
                colour,
                1);
    }

    private void drawAxis() {
        canvas.line(x.begin(), bottom, x.end(), bottom, Frame.AXIS, 1, "");
        Ticks ticks = Ticks.between(x.low(), x.high(), 4);
        for (double tick : ticks.values()) {
            canvas.line(x.at(tick), HEAD, x.at(tick), bottom, Frame.GRID, 1, "");
            canvas.text(
                    x.at(tick),
                    bottom + Frame.LINE_HEIGHT,
                    Anchor.MIDDLE,
                    plot.format().text(tick, ticks.digits()),
                    Frame.TEXT);
        }
        canvas.text(
                (x.begin() + x.end()) / 2, bottom + 2 * Frame.LINE_HEIGHT, Anchor.MIDDLE, plot.xLabel(), Frame.TEXT);
        boolean worseIsLeft = plot.worse() == Worse.LEFT;
        canvas.text(
                0,
                bottom + Frame.LINE_HEIGHT,
                Anchor.START,
                worseIsLeft ? "← worse, better →" : "← better, worse →",
                Frame.TEXT);
    }
}
