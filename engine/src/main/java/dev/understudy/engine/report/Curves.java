package dev.understudy.engine.report;

import dev.understudy.engine.report.chart.Curve;
import dev.understudy.engine.simulation.Charts;
import java.util.List;

/** Curves of a simulation, ready to draw. */
final class Curves {
    private Curves() {}

    /** The points that have a place on paper. */
    static Curve of(List<Charts.Point> points) {
        return new Curve(points.stream()
                .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                .map(point -> new Curve.Point(point.x(), point.y()))
                .toList());
    }

    /** The same curve with its axes exchanged; both rise. */
    static Curve turned(Curve curve) {
        return new Curve(curve.points().stream()
                .map(point -> new Curve.Point(point.y(), point.x()))
                .toList());
    }

    /** Whether both models have a curve. */
    static boolean areDrawable(Charts charts) {
        return !of(charts.live()).points().isEmpty()
                && !of(charts.candidate()).points().isEmpty();
    }
}
