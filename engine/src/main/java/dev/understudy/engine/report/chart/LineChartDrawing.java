package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.LineChart.Band;
import dev.understudy.engine.report.chart.LineChart.Series;
import dev.understudy.engine.report.chart.LineChart.Shade;
import dev.understudy.engine.report.chart.LineChartLayout.PanelPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws lines in panels. */
final class LineChartDrawing implements Drawing {
    /** Of the width: how high the panels are together where the drawing may be as high as it likes. */
    private static final double PREFERRED = 0.66;

    private static final int MARKERS = 8;

    /** In text sizes. */
    private static final double TICK_GAP = 0.5;

    private static final double LABEL_ABOVE = 0.65;
    private static final double MOST_HEIGHT = 26;

    private final LineChart chart;
    private final Surface surface;
    private final LineChartLayout layout;
    private final Scale x;

    LineChartDrawing(LineChart chart, Surface surface) {
        this.chart = chart;
        this.surface = surface;
        this.layout = LineChartLayout.of(chart, surface);
        this.x = layout.x();
    }

    static double preferredHeight(LineChart chart, double width, double textSize) {
        return Math.min(PREFERRED * width, MOST_HEIGHT * textSize)
                + LineChartLayout.heightBesidePanels(chart, textSize);
    }

    @Override
    public void draw() {
        chart.shades().forEach(this::drawShade);
        layout.panels().forEach(this::drawPanel);
        chart.shades().forEach(this::nameShade);
        drawXAxis();
    }

    private void drawShade(Shade shade) {
        double from = x.at(shade.x().low());
        double to = x.at(shade.x().high());
        if (to - from < 1) {
            return;
        }
        for (PanelPlace place : layout.panels()) {
            double top = place.y().end();
            surface.rectangle(from, top, to - from, place.y().begin() - top, Ink.SHADE);
        }
    }

    /** Inside the stretch where there is room, else to its left: shaded stretches mostly lie at the right end. */
    private void nameShade(Shade shade) {
        double from = x.at(shade.x().low());
        double to = x.at(shade.x().high());
        double width = surface.textWidth(shade.label(), Lettering.PLAIN);
        double y = layout.panels().getFirst().y().end() + surface.textSize() * 1.1;
        if (to - from > width + 4) {
            surface.text((from + to) / 2, y, Anchor.MIDDLE, shade.label(), Lettering.PLAIN, Ink.TEXT);
        } else if (to - from >= 1) {
            surface.text(
                    Math.max(from - 4, x.begin() + width), y, Anchor.END, shade.label(), Lettering.PLAIN, Ink.TEXT);
        }
    }

    private void drawPanel(PanelPlace place) {
        double em = surface.textSize();
        Scale y = place.y();
        surface.text(
                x.begin(),
                y.end() - LABEL_ABOVE * em,
                Anchor.START,
                FittedText.of(surface, place.panel().label(), Lettering.PLAIN, surface.width() - x.begin()),
                Lettering.PLAIN,
                Ink.TEXT);
        for (double tick : place.ticks().values()) {
            surface.line(x.begin(), y.at(tick), x.end(), y.at(tick), Pen.thin(tick == 0 ? Ink.AXIS : Ink.GRID));
            surface.text(
                    x.begin() - TICK_GAP * em,
                    y.at(tick) + 0.35 * em,
                    Anchor.END,
                    place.panel().format().text(tick, place.ticks().digits()),
                    Lettering.PLAIN,
                    Ink.TEXT);
        }
        place.panel().bands().forEach(band -> drawBand(band, y));
        place.panel().series().forEach(series -> drawSeries(series, y));
        SeriesNames.place(chart, place.panel(), surface, x, y)
                .forEach(name ->
                        surface.text(name.x(), name.y(), name.anchor(), name.text(), Lettering.NAME, name.ink()));
    }

    private void drawBand(Band band, Scale y) {
        List<Place> outline = new ArrayList<>(places(band.upper(), y));
        outline.addAll(places(band.lower(), y).reversed());
        if (outline.size() > 2) {
            surface.area(outline, band.ink());
        }
    }

    private void drawSeries(Series series, Scale y) {
        List<Place> places = places(series.curve(), y);
        if (places.isEmpty()) {
            return;
        }
        if (series.style() == SeriesStyle.AREA) {
            List<Place> outline = new ArrayList<>(places);
            outline.add(new Place(places.getLast().x(), y.begin()));
            outline.add(new Place(places.getFirst().x(), y.begin()));
            surface.area(outline, series.style().ink());
            return;
        }
        surface.polyline(places, series.style().pen());
        drawMarkers(series, y);
    }

    private List<Place> places(Curve curve, Scale y) {
        return curve.thinned().points().stream()
                .map(point -> new Place(x.at(point.x()), y.at(point.y())))
                .toList();
    }

    /** Few of them, at even steps along the axis: they tell the lines apart, and do not mean measurements. */
    private void drawMarkers(Series series, Scale y) {
        Curve curve = series.curve();
        boolean few = curve.points().size() <= 2 * MARKERS;
        if (few) {
            curve.points().forEach(point -> series.style().mark(surface, x.at(point.x()), y.at(point.y())));
            return;
        }
        // the two series' markers do not stand on top of each other
        double shift = series.style() == SeriesStyle.CANDIDATE ? 0.5 : 0.25;
        for (int i = 0; i < MARKERS; i++) {
            double place = x.low() + (x.high() - x.low()) * (i + shift) / MARKERS;
            series.style().mark(surface, x.at(place), y.at(curve.at(place)));
        }
    }

    private void drawXAxis() {
        double em = surface.textSize();
        double bottom = layout.bottom();
        surface.line(x.begin(), bottom, x.end(), bottom, Pen.thin(Ink.AXIS));
        for (double tick : layout.xTicks().values()) {
            surface.line(x.at(tick), bottom, x.at(tick), bottom + 0.35 * em, Pen.thin(Ink.AXIS));
            surface.text(
                    x.at(tick),
                    bottom + LineChartLayout.LINE * em,
                    Anchor.MIDDLE,
                    chart.xFormat().text(tick, layout.xTicks().digits()),
                    Lettering.PLAIN,
                    Ink.TEXT);
        }
        surface.text(
                (x.begin() + x.end()) / 2,
                bottom + 2 * LineChartLayout.LINE * em,
                Anchor.MIDDLE,
                FittedText.of(surface, chart.xLabel(), Lettering.PLAIN, x.end() - x.begin()),
                Lettering.PLAIN,
                Ink.TEXT);
    }

    @Override
    public Optional<Reading> readingAt(double left, double top) {
        if (left < x.begin() || left > x.end()) {
            return Optional.empty();
        }
        double value = chart.xFormat().nearest(x.valueAt(left));
        List<Reading.Value> values = layout.panels().stream()
                .flatMap(place -> place.panel().series().stream().flatMap(series -> reading(place, series, value)))
                .toList();
        return Optional.of(new Reading(
                chart.xFormat().text(value, layout.xTicks().digits() + 2),
                List.of(
                        new Place(x.at(value), layout.panels().getFirst().y().end()),
                        new Place(x.at(value), layout.bottom())),
                values));
    }

    private Stream<Reading.Value> reading(PanelPlace place, Series series, double value) {
        if (series.style() == SeriesStyle.REFERENCE || series.curve().points().isEmpty()) {
            return Stream.empty();
        }
        double height = series.curve().at(value);
        return Stream.of(new Reading.Value(
                series.name().isEmpty() ? place.panel().label() : series.name(),
                place.panel().format().text(height, place.ticks().digits() + 2),
                series.style().ink(),
                new Place(x.at(value), place.y().at(height))));
    }
}
