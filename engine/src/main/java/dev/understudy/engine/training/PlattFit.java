package dev.understudy.engine.training;

/**
 * Platt's curve by Newton's method with backtracking: H.-T. Lin, C.-J. Lin, R. C. Weng, A note on Platt's probabilistic
 * outputs for support vector machines, Machine Learning 68 (2007). Its targets are drawn a little towards the middle.
 */
final class PlattFit {
    private static final int MOST_STEPS = 100;
    private static final double SMALLEST_STEP = 1e-10;
    private static final double RIDGE = 1e-12;
    private static final double TOLERANCE = 1e-9;
    private static final double SUFFICIENT = 1e-4;

    private final double[] scores;
    private final double[] targets;

    private PlattFit(double[] scores, boolean[] positive) {
        this.scores = scores;
        this.targets = targets(positive);
    }

    /** Slope and intercept: the probability is 1 / (1 + exp(−(slope × score + intercept))). */
    static double[] of(double[] scores, boolean[] positive) {
        return new PlattFit(scores, positive).descend();
    }

    /** Close to 0 and 1, by how many events say so. */
    static double[] targets(boolean[] positive) {
        int count = 0;
        for (boolean is : positive) {
            count += is ? 1 : 0;
        }
        double high = (count + 1.0) / (count + 2);
        double low = 1.0 / (positive.length - count + 2);
        double[] targets = new double[positive.length];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = positive[row] ? high : low;
        }
        return targets;
    }

    private double[] descend() {
        double mean = 0;
        for (double target : targets) {
            mean += target / targets.length;
        }
        double slope = 0;
        double intercept = StrictMath.log(mean / (1 - mean));
        double loss = loss(slope, intercept);
        for (int step = 0; step < MOST_STEPS; step++) {
            double bySlope = 0;
            double byIntercept = 0;
            double slopeSlope = RIDGE;
            double slopeIntercept = 0;
            double interceptIntercept = RIDGE;
            for (int row = 0; row < scores.length; row++) {
                double said = 1 / (1 + StrictMath.exp(-(slope * scores[row] + intercept)));
                double spread = said * (1 - said);
                double error = said - targets[row];
                bySlope += error * scores[row];
                byIntercept += error;
                slopeSlope += spread * scores[row] * scores[row];
                slopeIntercept += spread * scores[row];
                interceptIntercept += spread;
            }
            if (Math.abs(bySlope) < TOLERANCE * scores.length && Math.abs(byIntercept) < TOLERANCE * scores.length) {
                break;
            }
            double determinant = slopeSlope * interceptIntercept - slopeIntercept * slopeIntercept;
            double slopeMove = -(interceptIntercept * bySlope - slopeIntercept * byIntercept) / determinant;
            double interceptMove = -(slopeSlope * byIntercept - slopeIntercept * bySlope) / determinant;
            double fall = bySlope * slopeMove + byIntercept * interceptMove;
            double length = 1;
            double next = loss(slope + slopeMove, intercept + interceptMove);
            while (!(next <= loss + SUFFICIENT * length * fall) && length > SMALLEST_STEP) {
                length /= 2;
                next = loss(slope + length * slopeMove, intercept + length * interceptMove);
            }
            if (!(next < loss)) {
                break;
            }
            slope += length * slopeMove;
            intercept += length * interceptMove;
            loss = next;
        }
        return new double[] {slope, intercept};
    }

    private double loss(double slope, double intercept) {
        double loss = 0;
        for (int row = 0; row < scores.length; row++) {
            double sum = slope * scores[row] + intercept;
            loss += Math.max(sum, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(sum))) - targets[row] * sum;
        }
        return loss;
    }
}
