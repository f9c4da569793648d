package dev.understudy.engine.model;

import dev.understudy.engine.task.CalibrationMethod;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Monotone curves: straight lines between knots, level beyond the first and the last. */
public final class IsotonicCalibration implements Calibration {
    private static final String STARTS = "calibration.start";
    private static final String SCORES = "calibration.score";
    private static final String PROBABILITIES = "calibration.probability";

    private final int[] starts;
    private final double[] scores;
    private final double[] probabilities;

    /**
     * The curves.
     *
     * @param starts the first knot of each output, and the number of all knots
     * @param scores of the knots, ascending within an output
     * @param probabilities of the knots, never falling within an output
     */
    public IsotonicCalibration(int[] starts, double[] scores, double[] probabilities) {
        this.starts = starts.clone();
        this.scores = scores.clone();
        this.probabilities = probabilities.clone();
    }

    static IsotonicCalibration read(TensorSet tensors, int outputs) {
        int[] starts = tensors.ints(STARTS);
        double[] scores = tensors.finite(SCORES);
        double[] probabilities = tensors.finite(PROBABILITIES);
        TensorSet.check(
                starts.length == outputs + 1
                        && starts[0] == 0
                        && starts[outputs] == scores.length
                        && scores.length == probabilities.length,
                "its calibration's tensors differ in length");
        for (int output = 0; output < outputs; output++) {
            TensorSet.check(starts[output] < starts[output + 1], "an output has no calibration");
            for (int knot = starts[output]; knot < starts[output + 1]; knot++) {
                boolean rises = knot == starts[output]
                        || (scores[knot - 1] < scores[knot] && probabilities[knot - 1] <= probabilities[knot]);
                TensorSet.check(
                        rises && probabilities[knot] >= 0 && probabilities[knot] <= 1,
                        "its calibration falls or leaves 0 to 1");
            }
        }
        return new IsotonicCalibration(starts, scores, probabilities);
    }

    @Override
    public double probability(int output, double score) {
        int from = starts[output];
        int to = starts[output + 1];
        int at = Arrays.binarySearch(scores, from, to, score);
        if (at >= 0) {
            return probabilities[at];
        }
        int above = -at - 1;
        if (above == from) {
            return probabilities[from];
        }
        if (above == to) {
            return probabilities[to - 1];
        }
        double rise = probabilities[above] - probabilities[above - 1];
        double share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
        return Math.min(probabilities[above], probabilities[above - 1] + rise * share);
    }

    @Override
    public CalibrationMethod method() {
        return CalibrationMethod.ISOTONIC;
    }

    @Override
    public int outputs() {
        return starts.length - 1;
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put(STARTS, Tensor.Ints.of(starts));
        tensors.put(SCORES, Tensor.Doubles.of(scores));
        tensors.put(PROBABILITIES, Tensor.Doubles.of(probabilities));
        return tensors;
    }
}
