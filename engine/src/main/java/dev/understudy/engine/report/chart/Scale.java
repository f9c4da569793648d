package dev.understudy.engine.report.chart;

/**
 * Maps values to places on a drawing.
 *
 * @param low the value at the beginning
 * @param high the value at the end, larger
 * @param begin the place of the lowest value, in pixels
 * @param end the place of the highest; smaller than the beginning where values rise upwards
 */
public record Scale(double low, double high, double begin, double end) {
    public Scale {
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException("a scale goes from low to high, and not from " + low + " to " + high);
        }
    }

    /** The place of a value; of one that lies outside, the nearer end. */
    public double at(double value) {
        double inside = Math.max(low, Math.min(high, value));
        return begin + (inside - low) / (high - low) * (end - begin);
    }

    /** The value at a place; at one that lies outside, that of the nearer end. */
    public double valueAt(double place) {
        double share = end == begin ? 0 : (place - begin) / (end - begin);
        return low + Math.max(0, Math.min(1, share)) * (high - low);
    }
}
