package dev.understudy.engine.model;

import dev.understudy.engine.task.CalibrationMethod;
import java.util.SortedMap;

/**
 * From a model's scores to probabilities, one curve an output; of several classes the curves' values are then scaled to
 * add up to one, and where all of them are 0 the scores stand. Immutable and thread-safe.
 */
public sealed interface Calibration permits PlattCalibration, IsotonicCalibration {
    /** Which method it is. */
    CalibrationMethod method();

    /** How many curves there are. */
    int outputs();

    /** What makes it up, for the model file. */
    SortedMap<String, Tensor> tensors();

    /** One output's probability at a score. */
    double probability(int output, double score);

    /** Calibrates the scores of one event in place. */
    default void apply(double[] scores, int from) {
        if (outputs() == 1) {
            scores[from] = probability(0, scores[from]);
            return;
        }
        double[] probabilities = new double[outputs()];
        double sum = 0;
        for (int output = 0; output < probabilities.length; output++) {
            probabilities[output] = probability(output, scores[from + output]);
            sum += probabilities[output];
        }
        if (sum > 0) {
            for (int output = 0; output < probabilities.length; output++) {
                scores[from + output] = probabilities[output] / sum;
            }
        }
    }
}
