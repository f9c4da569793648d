package dev.understudy.engine.report.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Draws a small line over its usual range. */
final class SparklineDrawing implements Drawing {
    /** In text sizes. */
    private static final double PREFERRED = 4;

    /** The line is drawn whole at the edges, too. */
    private static final double EDGE = 2;

    private static final double DOT = 3;
    private static final int DIGITS = 3;

    private final Sparkline sparkline;
    private final Surface surface;
    private final Scale x;
    private final Scale y;

    SparklineDrawing(Sparkline sparkline, Surface surface) {
        this.sparkline = sparkline;
        this.surface = surface;
        Range across = sparkline.curve().points().size() < 2
                ? new Range(0, 1)
                : Range.between(
                        sparkline.curve().points().getFirst().x(),
                        sparkline.curve().points().getLast().x());
        this.x = new Scale(across.low(), across.high(), 0, Math.max(1, surface.width() - DOT - 1));
        Range up = Range.around(DoubleStream.concat(
                sparkline.curve().ys(),
                sparkline.usual().stream().flatMapToDouble(usual -> DoubleStream.of(usual.low(), usual.high()))));
        this.y = new Scale(up.low(), up.high(), Math.max(EDGE + 1, surface.height() - EDGE), EDGE);
    }

    static double preferredHeight(double textSize) {
        return PREFERRED * textSize;
    }

    @Override
    public void draw() {
        sparkline.usual().ifPresent(usual -> {
            double top = y.at(usual.high());
            surface.rectangle(0, top, surface.width(), y.at(usual.low()) - top, Ink.USUAL);
        });
        List<Place> places = sparkline.curve().thinned().points().stream()
                .map(point -> new Place(x.at(point.x()), y.at(point.y())))
                .toList();
        if (!places.isEmpty()) {
            surface.polyline(places, SeriesStyle.LIVE.pen());
            surface.disc(places.getLast().x(), places.getLast().y(), DOT, Ink.LIVE);
        }
    }

    @Override
    public Optional<Reading> readingAt(double left, double top) {
        if (sparkline.curve().points().isEmpty()) {
            return Optional.empty();
        }
        double value = sparkline.xFormat().nearest(x.valueAt(left));
        double height = sparkline.curve().at(value);
        double place = x.at(value);
        return Optional.of(new Reading(
                sparkline.xFormat().text(value, DIGITS),
                List.of(new Place(place, 0), new Place(place, surface.height())),
                List.of(new Reading.Value(
                        "", sparkline.format().text(height, DIGITS), Ink.LIVE, new Place(place, y.at(height))))));
    }
}
