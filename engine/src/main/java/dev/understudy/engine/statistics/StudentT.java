package dev.understudy.engine.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t (Student 1908), also for estimates whose error is exactly 0, where it is all at one point.
 *
 * @param degreesOfFreedom above 0, or 0 where only errors of 0 are asked about
 */
record StudentT(double degreesOfFreedom) {

    /** Half the length of the two-sided interval. */
    double reach(double standardError, double confidence) {
        checkConfidence(confidence);
        return standardError == 0 ? 0 : standardError * distribution().inverseSurvivalProbability((1 - confidence) / 2);
    }

    /** The t that is not exceeded with this probability. */
    double quantile(double probability) {
        return distribution().inverseCumulativeProbability(probability);
    }

    /** How many times as large as it was estimated a standard error is at most, with this probability. */
    double errorLimit(double probability) {
        double least = ChiSquaredDistribution.of(degreesOfFreedom).inverseCumulativeProbability(1 - probability);
        return Math.sqrt(degreesOfFreedom / least);
    }

    /**
     * The chance that an estimate lies at least this far above its true value. With an error of 0 that is 0 for any
     * distance; at the distance 0 itself it is told as 1/2, as with any other error.
     */
    double upperTail(double distance, double standardError) {
        if (distance == 0) {
            return 0.5;
        }
        if (standardError == 0) {
            return distance > 0 ? 0 : 1;
        }
        return distribution().survivalProbability(distance / standardError);
    }

    private TDistribution distribution() {
        return TDistribution.of(degreesOfFreedom);
    }

    static void checkConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1, and not at " + confidence);
        }
    }
}
