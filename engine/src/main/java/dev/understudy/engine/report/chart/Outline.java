package dev.understudy.engine.report.chart;

import java.util.List;

/** Small shapes. */
final class Outline {
    private Outline() {}

    static List<Place> diamond(double x, double y, double reach) {
        return List.of(
                new Place(x, y - reach), new Place(x + reach, y), new Place(x, y + reach), new Place(x - reach, y));
    }

    /** A triangle that points along the axis, to the left where the length is negative. */
    static List<Place> arrow(double tip, double y, double length) {
        double half = Math.abs(length);
        return List.of(
                new Place(tip + length / 2, y), new Place(tip - length, y - half), new Place(tip - length, y + half));
    }
}
