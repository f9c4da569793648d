package dev.understudy.engine.training;

/** What a model loses by what it said of the class that came true. */
final class LogLoss {
    /** Surprises are cut here, so that a single one is not infinite. */
    private static final double LEAST_PROBABILITY = 1e-15;

    private LogLoss() {}

    /** −ln of a probability. */
    static double of(double probability) {
        return -StrictMath.log(Math.max(LEAST_PROBABILITY, probability));
    }

    /**
     * The probability that scores give the class that came true.
     *
     * @param scores event by event, one an output
     * @param truth the class that came true
     * @param outputs 1: the probability of the class 1 stands for both
     */
    static double ofTruth(double[] scores, int row, int truth, int outputs) {
        if (outputs == 1) {
            return truth == 1 ? scores[row] : 1 - scores[row];
        }
        return scores[row * outputs + truth];
    }
}
