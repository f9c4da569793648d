package dev.understudy.engine.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Points that a line connects.
 *
 * @param points with x that does not fall
 */
public record Curve(List<Point> points) {
    /** What a reader can tell apart; more points only make the file larger. */
    private static final int MOST_POINTS = 1_200;

    /** A point of a curve, in the units of its axes. */
    public record Point(double x, double y) {}

    public Curve {
        points = List.copyOf(points);
    }

    /** All y. */
    public DoubleStream ys() {
        return points.stream().mapToDouble(Point::y);
    }

    /**
     * The height of the line at x: between two points the straight line, where several points share an x the last of
     * them, beyond the ends that of the end.
     *
     * @throws IllegalStateException if there is no point
     */
    public double at(double x) {
        if (points.isEmpty()) {
            throw new IllegalStateException("a curve without points has no height");
        }
        int after = 0;
        while (after < points.size() && points.get(after).x() <= x) {
            after++;
        }
        if (after == 0) {
            return points.getFirst().y();
        }
        Point before = points.get(after - 1);
        if (after == points.size()) {
            return before.y();
        }
        Point next = points.get(after);
        return before.y() + (x - before.x()) / (next.x() - before.x()) * (next.y() - before.y());
    }

    /** This curve minus another one, at so many even steps between two x. */
    public Curve minus(Curve other, Range x, int steps) {
        List<Point> differences = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            double place = x.low() + (x.high() - x.low()) * i / steps;
            differences.add(new Point(place, at(place) - other.at(place)));
        }
        return new Curve(differences);
    }

    /** At most 1,200 points: of each stretch the lowest and the highest, so that no peak is lost. */
    Curve thinned() {
        if (points.size() <= MOST_POINTS) {
            return this;
        }
        List<Point> kept = new ArrayList<>();
        int stretches = MOST_POINTS / 2 - 1;
        kept.add(points.getFirst());
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) points.size() * i / stretches);
            int to = (int) ((long) points.size() * (i + 1) / stretches);
            keepExtremes(kept, points.subList(from, to));
        }
        kept.add(points.getLast());
        return new Curve(kept);
    }

    private static void keepExtremes(List<Point> kept, List<Point> stretch) {
        int lowest = 0;
        int highest = 0;
        for (int i = 1; i < stretch.size(); i++) {
            lowest = stretch.get(i).y() < stretch.get(lowest).y() ? i : lowest;
            highest = stretch.get(i).y() > stretch.get(highest).y() ? i : highest;
        }
        kept.add(stretch.get(Math.min(lowest, highest)));
        kept.add(stretch.get(Math.max(lowest, highest)));
    }
}
