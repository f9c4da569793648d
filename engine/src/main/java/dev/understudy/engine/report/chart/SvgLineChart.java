package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import dev.understudy.engine.report.chart.LineChart.Series;
import dev.understudy.engine.report.chart.SvgCanvas.Anchor;
import java.util.List;

/** Draws lines in panels. */
final class SvgLineChart {
    private static final double PANEL_HEAD = 30;
    private static final double FOOT = 40;
    private static final double END_NAMES = 70;
    private static final int X_TICKS = 6;
    private static final int MARKERS = 8;

    private final LineChart chart;
    private final SvgCanvas canvas;
    private final Scale x;

    private SvgLineChart(LineChart chart) {
        this.chart = chart;
        double height = FOOT;
        for (Panel panel : chart.panels()) {
            height += PANEL_HEAD + panel.height();
        }
        this.canvas = new SvgCanvas(Frame.WIDTH, height, chart.finding());
        double right = chart.names() == NamePlace.END ? END_NAMES : Frame.RIGHT;
        this.x = new Scale(chart.x().low(), chart.x().high(), Frame.LEFT, Frame.WIDTH - right);
    }

    static String draw(LineChart chart) {
        return new SvgLineChart(chart).draw();
    }

    private String draw() {
        double top = 0;
        for (Panel panel : chart.panels()) {
            top += PANEL_HEAD;
            drawPanel(panel, top);
            top += panel.height();
        }
        drawXAxis(top);
        return canvas.svg();
    }

    private void drawPanel(Panel panel, double top) {
        Scale y = new Scale(panel.y().low(), panel.y().high(), top + panel.height(), top);
        canvas.text(Frame.LEFT, top - Frame.TICK_GAP, Anchor.START, panel.label(), Frame.TEXT);
        Ticks ticks = Ticks.between(
                panel.y().low(), panel.y().high(), panel.height() > 120 ? 5 : panel.height() > 60 ? 4 : 2);
        for (double tick : ticks.values()) {
            canvas.line(x.begin(), y.at(tick), x.end(), y.at(tick), tick == 0 ? Frame.AXIS : Frame.GRID, 1, "");
            canvas.text(
                    x.begin() - Frame.TICK_GAP,
                    y.at(tick) + 4,
                    Anchor.END,
                    panel.format().text(tick, ticks.digits()),
                    Frame.TEXT);
        }
        panel.series().forEach(series -> drawSeries(series, y));
        SeriesNames.place(chart, panel, x, y)
                .forEach(name -> canvas.bold(name.x(), name.y(), name.anchor(), name.text(), name.colour()));
    }

    private void drawSeries(Series series, Scale y) {
        List<Curve.Point> points = series.curve().thinned().points();
        if (points.isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (Curve.Point point : points) {
            path.append(path.isEmpty() ? 'M' : 'L').append(place(point, y));
        }
        if (series.style() == SeriesStyle.AREA) {
            String floor = SvgCanvas.number(y.begin());
            canvas.area(
                    path + "L" + SvgCanvas.number(x.at(points.getLast().x())) + " " + floor + "L"
                            + SvgCanvas.number(x.at(points.getFirst().x())) + " " + floor + "Z",
                    series.style().colour(),
                    0.3);
            return;
        }
        canvas.path(path.toString(), series.style());
        drawMarkers(series, y);
    }

    /** Few of them, at even steps along the axis: they tell the lines apart, and do not mean measurements. */
    private void drawMarkers(Series series, Scale y) {
        Curve curve = series.curve();
        boolean few = curve.points().size() <= 2 * MARKERS;
        if (few) {
            curve.points().forEach(point -> canvas.marker(x.at(point.x()), y.at(point.y()), series.style()));
            return;
        }
        // the two series' markers do not stand on top of each other
        double shift = series.style() == SeriesStyle.CANDIDATE ? 0.5 : 0.25;
        for (int i = 0; i < MARKERS; i++) {
            double place = x.low() + (x.high() - x.low()) * (i + shift) / MARKERS;
            canvas.marker(x.at(place), y.at(curve.at(place)), series.style());
        }
    }

    private String place(Curve.Point point, Scale y) {
        return SvgCanvas.number(x.at(point.x())) + " " + SvgCanvas.number(y.at(point.y()));
    }

    private void drawXAxis(double bottom) {
        canvas.line(x.begin(), bottom, x.end(), bottom, Frame.AXIS, 1, "");
        Ticks ticks = chart.xFormat() == TickFormat.DAY
                ? Ticks.ofDays(x.low(), x.high(), X_TICKS)
                : Ticks.between(x.low(), x.high(), X_TICKS);
        for (double tick : ticks.values()) {
            canvas.line(x.at(tick), bottom, x.at(tick), bottom + 4, Frame.AXIS, 1, "");
            canvas.text(
                    x.at(tick),
                    bottom + Frame.LINE_HEIGHT,
                    Anchor.MIDDLE,
                    chart.xFormat().text(tick, ticks.digits()),
                    Frame.TEXT);
        }
        canvas.text(
                (x.begin() + x.end()) / 2, bottom + 2 * Frame.LINE_HEIGHT, Anchor.MIDDLE, chart.xLabel(), Frame.TEXT);
    }
}
