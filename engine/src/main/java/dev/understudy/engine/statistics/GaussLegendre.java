package dev.understudy.engine.statistics;

/**
 * Gauss–Legendre quadrature on [0, 1]: with n points it integrates polynomials up to the degree 2n − 1 exactly, but for
 * rounding. Points are the roots of the Legendre polynomial, found by Newton's method (Press et al., Numerical Recipes,
 * 3rd edition, section 4.6).
 */
public final class GaussLegendre {
    private static final int MOST_STEPS = 100;

    private final double[] points;
    private final double[] weights;

    /**
     * A rule.
     *
     * @param count how many points, at least one
     */
    public GaussLegendre(int count) {
        points = new double[count];
        weights = new double[count];
        for (int i = 0; i < (count + 1) / 2; i++) {
            double x = StrictMath.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = slope(count, x);
            for (int step = 0; step < MOST_STEPS; step++) {
                double before = x;
                x = before - value(count, before) / slope;
                slope = slope(count, x);
                if (Math.abs(x - before) <= 1e-16) {
                    break;
                }
            }
            double weight = 1 / ((1 - x * x) * slope * slope);
            points[i] = (1 - x) / 2;
            points[count - 1 - i] = (1 + x) / 2;
            weights[i] = weight;
            weights[count - 1 - i] = weight;
        }
    }

    /** How many points. */
    public int count() {
        return points.length;
    }

    /** A point within 0 and 1. */
    public double point(int index) {
        return points[index];
    }

    /** Its weight; all of them add up to 1. */
    public double weight(int index) {
        return weights[index];
    }

    private static double value(int degree, double x) {
        double last = 1;
        double value = x;
        for (int n = 2; n <= degree; n++) {
            double next = ((2 * n - 1) * x * value - (n - 1) * last) / n;
            last = value;
            value = next;
        }
        return value;
    }

    private static double slope(int degree, double x) {
        if (degree == 1) {
            return 1;
        }
        return degree * (x * value(degree, x) - value(degree - 1, x)) / (x * x - 1);
    }
}
