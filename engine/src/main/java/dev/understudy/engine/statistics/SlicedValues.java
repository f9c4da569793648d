package dev.understudy.engine.statistics;

/**
 * A metric of both models in each slice of a column, with one contribution an event to the difference in its slice.
 *
 * @param live by slice; NaN where the metric is not defined
 * @param candidate by slice
 * @param contributions by event that is looked at; 0 of those in no slice
 */
@SuppressWarnings("ArrayRecordComponent") // handed on within the package, never changed
record SlicedValues(double[] live, double[] candidate, double[] contributions) {

    /** Computes a metric in the slices of a column. Safe for several threads. */
    interface Function {
        SlicedValues of(Slicing slicing);
    }

    /** √(n/(n−1)), as in the influence values of whole samples. */
    static double smallSampleFactor(double weights, double squares) {
        double n = weights * weights / squares;
        return n > 1 ? Math.sqrt(n / (n - 1)) : 1;
    }
}
