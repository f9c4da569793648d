package dev.understudy.engine.model;

import dev.understudy.engine.task.CalibrationMethod;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Platt's curve: the logistic function of slope × log-odds of the score + intercept. Slope 1 and intercept 0 leave scores
 * as they are.
 */
public final class PlattCalibration implements Calibration {
    private static final String TENSOR = "calibration.platt";
    /** Log-odds of scores nearer to 0 or 1 are taken here. */
    private static final double LEAST = 1e-12;

    private final double[] curves;

    /**
     * The curves.
     *
     * @param curves slope and intercept of each output
     */
    public PlattCalibration(double[] curves) {
        this.curves = curves.clone();
    }

    static PlattCalibration read(TensorSet tensors, int outputs) {
        double[] curves = tensors.finite(TENSOR);
        TensorSet.check(curves.length == 2 * outputs, "its calibration has not a slope and an intercept an output");
        return new PlattCalibration(curves);
    }

    /** A score's log-odds, within finite bounds. */
    public static double logOdds(double score) {
        double bounded = Math.min(1 - LEAST, Math.max(LEAST, score));
        return StrictMath.log(bounded / (1 - bounded));
    }

    @Override
    public double probability(int output, double score) {
        return 1 / (1 + StrictMath.exp(-(curves[2 * output] * logOdds(score) + curves[2 * output + 1])));
    }

    @Override
    public CalibrationMethod method() {
        return CalibrationMethod.PLATT;
    }

    @Override
    public int outputs() {
        return curves.length / 2;
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put(TENSOR, new Tensor.Doubles(List.of(outputs(), 2), curves));
        return tensors;
    }
}
